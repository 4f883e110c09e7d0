import { byAccount, byPerson } from '../actor.ts';
import { isWaiting } from '../audit/auditor.ts';
import { withStandIns } from '../authority.ts';
import { deadlineAfter } from '../calendar/deadline.ts';
import { leads, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Ticket } from '../ticket.ts';
import { type Instant, later, plusMs } from '../time.ts';
import { redraw, say } from '../turn.ts';
import { toBeApproved } from '../wording/audit.ts';
import { helpNeeded, missingEvidence, pleaseVerify, strangerClosed } from '../wording/task.ts';
import { notTheirs } from '../wording/whole.ts';
import type { Closing } from './closing.ts';
import { givenSince } from './deadlines.ts';
import { type Gathered, gatherEvidence } from './evidence.ts';
import { verifiers, verifying } from './people.ts';
import { assigneeAt } from './state.ts';
import { record, type TaskTurn } from './turn.ts';

/** What a standing close amounts to now. `at` is the later of the close and the last item that it needed. */
export type Judged = { complete: true; at: Instant; gathered: Gathered } | { complete: false; gathered: Gathered };

/** Judges an unanswered close of somebody known (domain: evidence gate). */
export function judge(turn: TaskTurn, ticket: Ticket, closing: Pick<Closing, 'at'>): Judged {
  const gathered = gatherEvidence(turn.state, ticket, turn.org, turn.seen.files, closing.at);
  if (gathered.missing.length > 0) return { complete: false, gathered };
  const at = gathered.items.reduce((latest, e) => later(latest, e.at), closing.at);
  return { complete: true, at, gathered };
}

/** Records the submission, and asks the verifier or ends the task as checked by the engine only. */
export function submit(turn: TaskTurn, closing: Closing, judged: Judged & { complete: true }): void {
  handIn(turn, closing, judged);
  if (turn.state.terms.verifier) return askVerifier(turn, closing.cause, judged.at);
  record(turn, 'ended', { verdict: 'recorded' }, judged.at);
}

/** Records the submission: its evidence is frozen, and who was the assignee at the close did it, too (domain: verified). */
export function handIn(
  turn: TaskTurn,
  closing: Pick<Closing, 'cause' | 'at' | 'by' | 'how'>,
  { at, gathered }: Judged & { complete: true },
): void {
  const { items, others } = gathered;
  const assignee = assigneeAt(turn.state, closing.at);
  const by = closing.by ?? assignee;
  const implementers = [...new Set([by, ...items.map((e) => e.by), assignee])];
  const { snapshot } = turn.seen;
  const frozen = { items, ...(others.length > 0 && { others }), ...(snapshot && { snapshot }) };
  record(
    turn,
    'submitted',
    { submission: { by, at, implementers, ...frozen }, cause: closing.cause },
    at,
    byPerson(by, closing.how),
  );
  redraw(turn);
}

/**
 * Who verifies is always current: once nobody who was asked may any more, whoever may now is asked, with their days from now (domain,
 * section 3).
 */
export function askAnew(turn: TaskTurn): void {
  const { stage, verification } = turn.state;
  if (stage !== 'submitted' || !verification) return;
  const may = verifiers(turn.state, turn.org);
  if (may.length === 0 || verification.asked.some((p) => may.includes(p))) return;
  askVerifier(turn, `anew:${turn.now}`, turn.now);
  redraw(turn);
}

/** Verification is due 7 days after the submission, 14 for top management (domain: verified; clocks of the programme in force). */
function askVerifier(turn: TaskTurn, cause: string, at: Instant): void {
  const { org } = turn;
  const of = verifiers(turn.state, org);
  const { clocks } = org.programme;
  const byTop = of.length > 0 && of.every((p) => topManagement(org).includes(p));
  const due = deadlineAfter(org.calendar, givenSince(turn, at), byTop ? clocks.verificationByTop : clocks.verification);
  record(turn, 'verification-asked', { of, due });
  tellVerifiers(turn, cause, of);
}

function tellVerifiers(turn: TaskTurn, cause: string, of: PersonId[]): void {
  const told = withStandIns(turn.org, { ...verifying(turn.state, turn.org), allowed: of }, turn.now);
  say(turn, `verify:${cause}`, pleaseVerify(turn.state, turn.org, told), { told, asks: true });
}

/** What waits to be verified is asked for again in the successor of a deleted ticket (domain: tampering). */
export function verifyAgain(turn: TaskTurn): void {
  const { stage, verification } = turn.state;
  if (stage === 'submitted' && verification) tellVerifiers(turn, 'again', verification.asked);
}

/** Answers a close that lacks evidence once the gate's wait is over; the third time the lead is asked to help. */
export function sendBack(turn: TaskTurn, closing: Closing, gathered: Gathered): void {
  const { items } = gathered;
  const missing = gathered.missing.map((m) => m.item.id);
  record(turn, 'returned', { missing, items, cause: closing.cause, ...(closing.by && { by: closing.by }) });
  redraw(turn, { reopen: true });
  const third = turn.state.refusals === 3;
  const wasClosed = closing.cause.startsWith('close:');
  if (third)
    say(turn, `missing:${closing.cause}`, helpNeeded(turn.state, turn.org, gathered.missing), {
      told: leads(turn.org),
    });
  else say(turn, `missing:${closing.cause}`, missingEvidence(turn.state, gathered, wasClosed));
}

/** A close by somebody unknown to the programme is reopened with one reply. */
export function sendBackStranger(turn: TaskTurn, closing: Closing): void {
  const refused = `${closing.account.id}:close`;
  const again = turn.state.thread.refused.includes(refused);
  const why = 'closed by somebody unknown to the programme';
  record(
    turn,
    'answered',
    { cause: closing.cause, why, ...(!again && { refused }) },
    turn.now,
    byAccount(turn.state.terms.tracker, closing.account.id),
  );
  redraw(turn, { reopen: true });
  if (!again) say(turn, `stranger:${closing.cause}`, strangerClosed(turn.state, turn.org));
}

/** Only whoever it is for can do it: closed by somebody else, it is opened again. */
export function sendBackOther(turn: TaskTurn, closing: Closing, by: PersonId): void {
  const wasClosed = closing.cause.startsWith('close:');
  record(
    turn,
    'answered',
    { cause: closing.cause, why: 'handed in by somebody who cannot do it' },
    turn.now,
    byPerson(by),
  );
  redraw(turn, { reopen: true });
  const { state, org } = turn;
  const approval = isWaiting(state, by) ? toBeApproved(org, by) : undefined;
  say(turn, `theirs:${closing.cause}`, notTheirs(state, org, by, wasClosed, approval));
}

/** @returns when a refusal may be spoken: a close and its attachments are separate events (contact rule 10). */
export function gateOpens(turn: TaskTurn, closing: Closing): Instant {
  return plusMs(closing.at, turn.org.programme.pace.gateWait);
}
