import { deadlineAfter } from '../calendar/deadline.ts';
import { topManagement } from '../organisation.ts';
import { plusMs } from '../time.ts';
import type { Ticket } from '../ticket.ts';
import { later } from '../time.ts';
import { notify, redraw, say } from '../turn.ts';
import { helpNeeded, missingEvidence, pleaseVerify, strangerClosed } from '../wording/task.ts';
import type { Closing } from './closing.ts';
import { type Gathered, gatherEvidence } from './evidence.ts';
import { verifiers } from './people.ts';
import type { Evidence } from './state.ts';
import { actorOf, record, type TaskTurn } from './turn.ts';

/** What a standing close amounts to now. `at` is the later of the close and the last item that it needed. */
export type Judged = { complete: true; at: string; items: Evidence[] } | { complete: false; gathered: Gathered };

/** Judges an unanswered close of somebody known (domain: evidence gate). */
export function judge(turn: TaskTurn, ticket: Ticket, closing: Closing): Judged {
  const gathered = gatherEvidence(turn.state, ticket, turn.org, turn.seen.files);
  if (gathered.missing.length > 0) return { complete: false, gathered };
  const at = gathered.items.reduce((latest, e) => later(latest, e.at), closing.at);
  return { complete: true, at, items: gathered.items };
}

/** Records the submission, and asks the verifier or ends the task as checked by the engine only. */
export function submit(turn: TaskTurn, closing: Closing, at: string, items: Evidence[]): void {
  const by = closing.by ?? turn.state.assignee;
  const implementers = [...new Set([by, ...items.map((e) => e.by), turn.state.assignee])];
  const { snapshot } = turn.seen;
  record(turn, 'submitted', { submission: { by, at, items, implementers, ...(snapshot && { snapshot }) }, cause: closing.cause }, at, actorOf(by));
  redraw(turn);
  if (!turn.state.terms.verifier) {
    record(turn, 'ended', { verdict: 'recorded' });
    return;
  }
  const of = verifiers(turn.state, turn.org);
  const { clocks } = turn.org.programme;
  const byTop = of.some((p) => topManagement(turn.org).includes(p));
  const due = deadlineAfter(turn.org.calendar, turn.now, byTop ? clocks.verificationByTop : clocks.verification);
  record(turn, 'verification-asked', { of, due });
  say(turn, `verify:${closing.cause}`, pleaseVerify(turn.state, turn.org), { told: of });
}

/** Answers a close that cannot stand: by a stranger, or with evidence missing once the gate's wait is over. */
export function sendBack(turn: TaskTurn, closing: Closing, gathered: Gathered): void {
  const missing = gathered.missing.map((m) => m.item.id);
  record(turn, 'returned', { missing, cause: closing.cause, ...(closing.by && { by: closing.by }) });
  redraw(turn);
  const third = turn.state.refusals === 3;
  const text = third
    ? helpNeeded(turn.state, turn.org, gathered.missing)
    : missingEvidence(turn.state, gathered);
  say(turn, `missing:${closing.cause}`, text);
}

/** A close by somebody unknown to the programme is reopened with one reply. */
export function sendBackStranger(turn: TaskTurn, closing: Closing): void {
  record(turn, 'answered', { cause: closing.cause, why: 'closed by somebody unknown to the programme' });
  redraw(turn);
  if (turn.state.thread.refused.includes(`${closing.account.id}:close`)) return;
  record(turn, 'answered', { cause: `${closing.cause}/reply`, why: 'told who may close', refused: `${closing.account.id}:close` });
  say(turn, `stranger:${closing.cause}`, strangerClosed(turn.state, turn.org, closing.account.login));
}

/** @returns when a refusal may be spoken: a close and its attachments are separate events (contact rule 10). */
export function gateOpens(turn: TaskTurn, closing: Closing): string {
  return plusMs(closing.at, turn.org.programme.pace.gateWait);
}
