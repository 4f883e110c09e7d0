import { byText } from '../../../rules/order.ts';
import type { Account, Category, TicketChange } from '../../../rules/ticket.ts';
import type { Instant } from '../../../rules/time.ts';
import { categoryOf } from './edit-plan.ts';
import type { Issue, IssueEvent } from './shapes.ts';

const CHANGES = ['closed', 'reopened', 'assigned', 'unassigned', 'transferred'];

/** @returns whether an event of this name is a change that is told on; others need not even parse. */
export function isChange(event: string): boolean {
  return CHANGES.includes(event);
}

/** @returns the changes among an issue's events, oldest first; other events are left out. */
export function changesIn(events: IssueEvent[], issue: Issue): TicketChange[] {
  const standing = events.findLast((event) => event.event === 'closed')?.id;
  return events
    .flatMap((event) => changeOf(event, event.id === standing ? issue : undefined))
    .sort(byText(({ at }) => at));
}

/** @returns who closed the issue as it stands, and when; undefined if it is open. */
export function standingClose(issue: Issue, changes: TicketChange[]): { by: Account; at: Instant } | undefined {
  if (issue.state === 'open') return undefined;
  const last = changes.findLast((change) => change.kind === 'closed');
  const by = last?.by ?? issue.closed_by;
  const at = issue.closed_at ?? last?.at;
  return by == null || at === undefined ? undefined : { by: { id: by.id, login: by.login }, at };
}

function changeOf(event: IssueEvent, closedIssue: Issue | undefined): TicketChange[] {
  const { id, created_at: at } = event;
  const by = { id: event.actor.id, login: event.actor.login };
  switch (event.event) {
    case 'closed':
      return [{ id, kind: 'closed', by, at, category: categoryAt(event, closedIssue) }];
    case 'reopened':
      return [{ id, kind: 'reopened', by, at }];
    case 'transferred':
      return [{ id, kind: 'moved', by, at }];
    case 'assigned':
    case 'unassigned': {
      if (event.assignee == null) return [];
      // The events list names the assignee as actor; who did it stands in `assigner`.
      const { assignee, assigner } = event;
      return [{ id, kind: event.event, by: assigner ?? by, at, account: assignee }];
    }
    default:
      return [];
  }
}

/** Older events carry no reason: for the standing close the issue itself tells. */
function categoryAt(event: IssueEvent, issue: Issue | undefined): Category {
  const reason = event.state_reason ?? (issue?.state === 'closed' ? issue.state_reason : undefined);
  return categoryOf({ state: 'closed', state_reason: reason });
}
