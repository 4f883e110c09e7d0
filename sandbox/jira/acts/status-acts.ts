import { ActRefusal } from '../../act/refusal.ts';
import type { TicketRef } from '../../act/ticket-acts.ts';
import type { Reason } from '../../store/model.ts';
import { record } from '../issues/change.ts';
import { moveStatus, transitionsOf } from '../issues/move-status.ts';
import { moveToProject, nestUnder } from '../issues/relocate.ts';
import { done, resolutions, wontDo } from '../kinds/site-wide.ts';
import type { CategoryKey, Issue, Named, Status, Transition } from '../model.ts';
import type { Site } from '../site.ts';
import type { Urls } from '../urls.ts';
import { demandOf, issueAt, projectAt } from './find.ts';
import { issueRef } from './issue-acts.ts';

const byReason: Readonly<Record<Reason, Named>> = {
  completed: done,
  not_planned: wontDo,
  duplicate: { id: '10002', name: 'Duplicate' },
};

/** Acts on an issue's status, and on where it stands. */
export function statusActs(site: Site, urls: Urls) {
  /** Presses one transition's button after the other until a status of the category is reached. */
  function walk(login: string, key: string, number: number, to: CategoryKey, resolution?: Named): void {
    const { person, issue } = issueAt(site, login, key, number);
    demandOf(person, 'TRANSITION_ISSUES', issue.project);
    if (issue.status.category === to) return;
    const path = pathTo(issue, to);
    if (!path) throw new ActRefusal('invalid', `${key}-${number} cannot get from ${issue.status.name} to ${to}`);
    for (const step of path)
      moveStatus(site, person, issue, step, step.screen.length > 0 && resolution ? { resolution } : {});
  }

  return {
    close(login: string, key: string, number: number, reason: Reason): void {
      walk(login, key, number, 'done', byReason[reason]);
    },
    reopen(login: string, key: string, number: number): void {
      walk(login, key, number, 'new');
    },
    /** Presses one transition's button, with the resolution (id) that its screen may ask for. */
    transition(login: string, key: string, number: number, id: string, resolution?: string): void {
      const { person, issue } = issueAt(site, login, key, number);
      demandOf(person, 'TRANSITION_ISSUES', issue.project);
      const offered = transitionsOf(issue);
      const transition = offered.find((each) => each.id === id);
      if (!transition) {
        const allowed = offered.map((each) => `${each.id} (${each.name})`).join(', ');
        throw new ActRefusal('invalid', `transition: found "${id}", allowed are ${allowed}`);
      }
      const chosen = resolutions.find((each) => each.id === resolution);
      if (!chosen && transition.screen.some((field) => field.isRequired)) {
        const allowed = resolutions.map((each) => `${each.id} (${each.name})`).join(', ');
        throw new ActRefusal('invalid', `resolution: found "${resolution ?? ''}", allowed are ${allowed}`);
      }
      moveStatus(site, person, issue, transition, chosen ? { resolution: chosen } : {});
    },
    transfer(login: string, key: string, number: number, target: string): TicketRef {
      const { person, issue } = issueAt(site, login, key, number);
      const to = projectAt(site, person, target);
      for (const end of [issue.project, to]) demandOf(person, 'MOVE_ISSUES', end);
      record(site, issue, person, moveToProject(site, issue, to), { name: 'issue_moved' });
      return issueRef(urls, issue);
    },
    /** Makes the issue a sub-task of another one of its project. */
    convertToSubtask(login: string, key: string, number: number, parent: number): void {
      const { person, issue } = issueAt(site, login, key, number);
      demandOf(person, 'EDIT_ISSUES', issue.project);
      const above = issueAt(site, login, key, parent).issue;
      if (above === issue || above.type.isSubtask || above.project !== issue.project)
        throw new ActRefusal('invalid', `${key}-${parent} cannot have sub-tasks; choose another issue of ${key}`);
      record(site, issue, person, nestUnder(issue, above), { name: 'issue_updated' });
    },
  };
}

/** The shortest way from the issue's status to one of the category. */
function pathTo(issue: Issue, category: CategoryKey): Transition[] | undefined {
  const seen = new Set<Status>([issue.status]);
  let ways: { at: Status; path: Transition[] }[] = [{ at: issue.status, path: [] }];
  while (ways.length > 0) {
    const further = ways.flatMap(({ at, path }) =>
      issue.project.kind.transitions
        .filter(({ from, to }) => (from === 'any' || from.includes(at.id)) && !seen.has(to))
        .map((step) => ({ at: step.to, path: [...path, step] })),
    );
    const arrived = further.find(({ at }) => at.category === category);
    if (arrived) return arrived.path;
    for (const { at } of further) seen.add(at);
    ways = further;
  }
  return undefined;
}
