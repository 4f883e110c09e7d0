import { textOf } from '../../rules/event.ts';
import { deadlineUnread, type NonconformityState } from '../../rules/nonconformity/state.ts';
import type { OccasionRecord } from '../../rules/occasion/record.ts';
import { WAITING } from '../../rules/occasion/tables.ts';
import { limitUnread } from '../../rules/task/deadlines.ts';
import { ownerMissing, type TaskState } from '../../rules/task/state.ts';
import { whyBlocked } from '../../rules/thread.ts';
import type { Instant } from '../../rules/time.ts';
import type { StatusLine } from './line.ts';

/** A record that cannot go on before somebody helps. */
export interface BlockedLine extends StatusLine {
  why: string;
  since: Instant;
  /** The command to run once the cause is mended. */
  next: string;
}

/** @returns the record's line if its ticket cannot be written, or could not be read when its deadline passed. */
export function blockedLine(line: StatusLine, state: TaskState | NonconformityState): BlockedLine[] {
  const { thread, unread } = state;
  const { blocked } = thread;
  const refused = whyBlocked(thread);
  if (blocked && refused !== undefined)
    return [{ ...line, why: refused, since: blocked.since, next: `dutybound redrive ${line.display}` }];
  const passed = 'stage' in state ? limitUnread(state) : deadlineUnread(state);
  if (!unread || !passed) return [];
  const why = 'its deadline passed while the ticket could not be read; no verdict before it is';
  return [{ ...line, why, since: unread.noticed, next: 'dutybound doctor' }];
}

/** @returns the line of somebody who joined and whom nobody can ask, for the programme does not know them. */
export function unknownJoinerLine({ id, display, title, person, toldAt }: OccasionRecord<'joiner'>): BlockedLine {
  const none = { ticket: undefined, url: undefined, assignee: undefined, due: undefined, dueDate: undefined };
  return {
    table: 'documented',
    key: id,
    display,
    title: textOf(title),
    ...none,
    hardLimit: undefined,
    hardLimitDate: undefined,
    state: WAITING,
    why: `${textOf(title)} joined, and is not in people of isms.yaml as ${person} with an account at a tracker; what asks them alone waits`,
    since: toldAt,
    next: 'dutybound apply',
  };
}

/** @returns the line of a task whose list names nobody in the programme: the lead has it until they assign somebody. */
export function unownedLine(line: StatusLine, state: TaskState): BlockedLine[] {
  const why = ownerMissing(state);
  return why ? [{ ...line, why, since: state.terms.opens, next: 'assign somebody in its ticket' }] : [];
}
