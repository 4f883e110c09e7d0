import type { Person } from '../../store/model.ts';
import type { Event, Issue, Item } from '../model.ts';
import type { Site } from '../site.ts';

/** Moves `updated`, tells the index, and tells every listener. */
export function announce(site: Site, issue: Issue, actor: Person, what: Event['what'], quietly = false): void {
  const at = site.store.now();
  issue.updatedAt = at;
  issue.indexed.push({ at, project: issue.project, labels: issue.labels });
  for (const listener of site.listeners) listener({ issue, actor, at, quietly, what });
}

/** Appends the changed fields to the history and announces them; without any it announces nothing. */
export function record(
  site: Site,
  issue: Issue,
  actor: Person,
  items: readonly Item[],
  how: { readonly name: string; readonly quietly?: boolean },
): void {
  if (items.length === 0) return;
  const history = { id: site.store.nextId(), author: actor, at: site.store.now(), items };
  issue.history.push(history);
  announce(site, issue, actor, { kind: 'updated', history, name: how.name }, how.quietly);
}
