import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import { ownerMissing, type TaskState } from '../../rules/task/state.ts';
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
export function blockedLine(line: StatusLine, { thread, unread }: TaskState | NonconformityState): BlockedLine[] {
  if (thread.blocked) return [{ ...line, ...thread.blocked, next: `dutybound redrive ${line.display}` }];
  if (!unread) return [];
  const why = 'its deadline passed while the ticket could not be read; no verdict before it is';
  return [{ ...line, why, since: unread.noticed, next: 'dutybound doctor' }];
}

/** @returns the line of a task whose list names nobody in the programme: the lead has it until they assign somebody. */
export function unownedLine(line: StatusLine, state: TaskState): BlockedLine[] {
  const why = ownerMissing(state);
  return why ? [{ ...line, why, since: state.terms.opens, next: 'assign somebody in its ticket' }] : [];
}
