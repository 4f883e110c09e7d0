import type { Person } from '../../store/model.ts';
import { done } from '../kinds/site-wide.ts';
import type { Issue, Transition } from '../model.ts';
import type { Site } from '../site.ts';
import { record } from './change.ts';
import { applyValues, item, type Values } from './values.ts';

/** The transitions that lead out of the issue's status. */
export function transitionsOf(issue: Issue): Transition[] {
  return issue.project.kind.transitions.filter(({ from }) => from === 'any' || from.includes(issue.status.id));
}

/**
 * Moves the issue along the transition. A done status gets a resolution (Done, if the screen's values name none), any other clears
 * it.
 */
export function moveStatus(site: Site, actor: Person, issue: Issue, transition: Transition, values: Values = {}): void {
  const before = issue.status;
  const isDone = transition.to.category === 'done';
  const resolution = isDone ? (values.resolution ?? issue.resolution ?? done) : null;
  const items = applyValues(issue, { ...values, resolution });
  if (resolution === null) issue.resolvedAt = null;
  else issue.resolvedAt ??= site.store.now();
  issue.status = transition.to;
  issue.statusSince = site.store.now();
  const status = item(
    'status',
    'jira',
    { id: before.id, text: before.name },
    { id: transition.to.id, text: transition.to.name },
  );
  record(site, issue, actor, before === transition.to ? items : [...items, status], { name: 'issue_generic' });
}
