import { type CommentAct, heard } from '../acts.ts';
import { asksForAuditor } from '../audit/auditor.ts';
import type { Organisation } from '../organisation.ts';
import type { Ticket } from '../ticket.ts';
import { reachOf } from '../whole/parts.ts';
import { closingOf } from './closing.ts';
import { isDemanded } from './people.ts';
import type { Seen } from './seen.ts';
import type { TaskState } from './state.ts';

/** What a step of a task has to look at besides its ticket, because of what stands there. */
export interface Look {
  /** What people did in the year before: an auditor has to be checked. */
  work: boolean;
  /** Which risks there are: somebody tells of a treatment that failed, or answers whether one did. */
  risks: boolean;
  /** What may cover the task: somebody agrees to leave out what the standard demands, because something else covers it. */
  coverings: boolean;
  /** Files and a snapshot: what is handed in is frozen as it stands. */
  submission: boolean;
}

/** @returns what must be looked at before the ticket can be judged. It may be more than the step then needs, never less. */
export function toLookAt(
  state: TaskState,
  ticket: Ticket,
  org: Organisation,
  known: Pick<Seen, 'parts' | 'forgottenUntil'>,
): Look {
  const { acts } = heard(state.thread, ticket, org);
  return {
    work: asksForAuditor(state, ticket, acts, org),
    risks: acts.some(({ command }) => ['event', 'answer'].includes(command.verb) && /treatment/i.test(command.text)),
    coverings: mayCover(state) && acts.some(({ command }) => command.verb === 'approve' && command.key !== undefined),
    submission: maybeSubmission(state, ticket, acts, org, known),
  };
}

/** Whether the ticket may have to name the nonconformity of its occurrence: it was missed, or leaving it out would call for one. */
export function namesFollowUp(state: TaskState): boolean {
  return mayCover(state) || (state.missed !== undefined && !state.missed.nonconformity);
}

/** Whether something else may cover the task: left out without that, it calls for a nonconformity (domain: waived). */
function mayCover(state: TaskState): boolean {
  return state.stage === 'open' && isDemanded(state);
}

function maybeSubmission(
  state: TaskState,
  ticket: Ticket,
  acts: CommentAct[],
  org: Organisation,
  { parts = [], forgottenUntil }: Pick<Seen, 'parts' | 'forgottenUntil'>,
): boolean {
  // A rejection opens the task again, and what was handed in after it is judged in the same step.
  if (state.stage !== 'open' && !acts.some((act) => act.command.verb === 'reject')) return false;
  const { whole, opens } = state.terms;
  // What hands itself in is frozen like a close.
  if (whole && reachOf(whole, parts, opens).met) return true;
  // Minutes that lack nothing are handed in by their signature.
  if (acts.some((act) => act.command.verb === 'sign')) return true;
  return closingOf(state, ticket, acts, org, forgottenUntil) !== undefined;
}
