import type { CommentAct } from '../acts.ts';
import { misused, refuse } from '../answers.ts';
import { decidesFor } from '../authority.ts';
import { deadlineAfter, deadlinePast } from '../calendar/deadline.ts';
import { holders, leads, namesOf } from '../organisation.ts';
import { redraw, say } from '../turn.ts';
import { rejectedComment, verifiedComment } from '../wording/task.ts';
import { implementers, verifiers } from './people.ts';
import { actorOf, record, type TaskTurn } from './turn.ts';

/** `accept`: by a verifier who is not an implementer (domain: verified). */
export function accept(turn: TaskTurn, act: CommentAct): void {
  if (turn.state.stage !== 'submitted') return misused(turn, act, 'nothing has been handed in here that waits to be verified');
  const by = judgeOf(turn, act);
  if (!by) return refuse(turn, act, namesOf(turn.org, verifiers(turn.state, turn.org), 'or'));
  const self = implementers(turn.state).includes(by);
  record(turn, 'accepted', { by, self, cause: act.id }, act.at, actorOf(by, act.asserted));
  record(turn, 'ended', { verdict: 'verified' }, act.at);
  redraw(turn);
  say(turn, `verified:${act.id}`, verifiedComment(turn.state, turn.org));
}

/** `reject REASON`: back to the assignee; on an ended task it revives it with a new due date, and the old verdict stays. */
export function reject(turn: TaskTurn, act: CommentAct): void {
  if (turn.state.stage === 'open') return misused(turn, act, 'nothing has been handed in here that waits to be verified');
  const by = judgeOf(turn, act);
  if (!by) return refuse(turn, act, namesOf(turn.org, judges(turn), 'or'));
  if (act.command.text === '') return misused(turn, act, 'it needs a reason');
  const reason = { text: act.command.text };
  if (turn.state.stage === 'ended') revive(turn, by, act);
  record(turn, 'rejected', { by, reason, cause: act.id }, act.at, actorOf(by, act.asserted));
  redraw(turn);
  say(turn, `rejected:${act.id}`, rejectedComment(turn.state, turn.org));
}

function revive(turn: TaskTurn, by: string, act: CommentAct): void {
  const { calendar, programme } = turn.org;
  const due = deadlineAfter(calendar, turn.now, programme.clocks.revival);
  const span = turn.state.terms.ladder.hardLimit;
  const hardLimit = span && { hardLimit: deadlinePast(calendar, due, span) };
  record(turn, 'revived', { by, due, ...hardLimit, cause: `${act.id}/revive` }, act.at, actorOf(by, act.asserted));
}

function judges(turn: TaskTurn): string[] {
  const named = verifiers(turn.state, turn.org);
  return turn.state.stage === 'ended' ? [...new Set([...named, ...leads(turn.org)])] : named;
}

function judgeOf(turn: TaskTurn, act: CommentAct): string | undefined {
  const { state, org } = turn;
  const barred = state.terms.selfVerification ? [] : implementers(state);
  if (!act.by || barred.includes(act.by)) return undefined;
  const named = state.terms.verifier ? holders(org, state.terms.verifier, state.assignee) : [];
  const allowed = [...judges(turn), ...named.filter((p) => !barred.includes(p))];
  return decidesFor(org, allowed, barred, act.by, 'verify', act.at) && act.by;
}
