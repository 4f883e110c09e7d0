import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { answer, misused, refuse } from '../answers.ts';
import { decidedBy } from '../authority.ts';
import { deadlineAfter, deadlineOn } from '../calendar/deadline.ts';
import { namesOf } from '../organisation.ts';
import { shifted } from '../plan/dates.ts';
import type { PersonId } from '../programme.ts';
import type { Deadline, Instant } from '../time.ts';
import { redraw, say } from '../turn.ts';
import { dayAt } from '../wording/phrases.ts';
import { rejectedComment, verifiedComment } from '../wording/task.ts';
import { givenSince, movedAlong } from './deadlines.ts';
import { overForGood } from './over-for-good.ts';
import { implementers, revivers, reviving, verifiers, verifying } from './people.ts';
import { record, type TaskTurn } from './turn.ts';

const nothing = 'nothing has been handed in here that waits to be verified';

/** `accept`: by a verifier who is not an implementer (domain: verified). */
export function accept(turn: TaskTurn, act: CommentAct): void {
  if (turn.state.stage !== 'submitted') return misused(turn, act, nothing);
  const by = decidedBy(turn.org, act, verifying(turn.state, turn.org));
  if (!by) return refuseJudge(turn, act);
  const self = implementers(turn.state).includes(by);
  record(turn, 'accepted', { by, self, cause: act.id }, act.at, byPerson(by));
  record(turn, 'ended', { verdict: 'verified' }, act.at);
  redraw(turn);
  say(turn, `verified:${act.id}`, verifiedComment(turn.state, turn.org));
}

/** `reject REASON`: back to the assignee; on an ended task it revives it with a new due date, and the old verdict stays. */
export function reject(turn: TaskTurn, act: CommentAct): void {
  const { stage } = turn.state;
  if (stage === 'open') return misused(turn, act, nothing);
  const over = overForGood(turn);
  if (over) return answer(turn, act, 'it is over for good', [[{ command: 'reject' }, ' was not recorded: ', ...over]]);
  const authority = stage === 'ended' ? reviving : verifying;
  const by = decidedBy(turn.org, act, authority(turn.state, turn.org));
  if (!by) return refuseJudge(turn, act);
  if (act.command.text === '') return misused(turn, act, 'it needs a reason');
  if (stage === 'ended') revive(turn, by, act);
  const did = implementers(turn.state);
  const said = { by, reason: { text: act.command.text }, ...(did.length > 0 && { did }), cause: act.id };
  record(turn, 'rejected', said, act.at, byPerson(by));
  redraw(turn, { reopen: true });
  say(turn, `rejected:${act.id}`, rejectedComment(turn.state, turn.org, turn.now));
}

/** A date that somebody outside set stays where it is, also where it has passed (domain, section 3). */
function revive(turn: TaskTurn, by: PersonId, act: CommentAct): void {
  const { programme } = turn.org;
  const { terms, verified, waived } = turn.state;
  const anew = dueAnew(turn, givenSince(turn, act.at));
  const due = anew.at > turn.state.due.at && !terms.external ? anew : turn.state.due;
  const hardLimit = terms.hardLimit && { hardLimit: movedAlong(programme.zone, terms.hardLimit, terms.due, due) };
  const whose = { ...(verified && { verifiedBy: verified.by }), ...(waived && { waivedBy: waived.by }) };
  const body = { by, due, ...hardLimit, ...whose, cause: `revive:${act.id}` };
  record(turn, 'revived', body, act.at, byPerson(by));
}

/** A day of a duty's is a working day, as its duty says; that of a nonconformity's task stays where its clock ends (domain, section 3). */
function dueAnew({ org, state }: TaskTurn, since: Instant): Deadline {
  const { calendar, programme } = org;
  const due = deadlineAfter(calendar, since, programme.clocks.revival);
  const { shift, origin } = state.terms;
  if (due.date === undefined || !shift || !('occurrence' in origin)) return due;
  return deadlineOn(calendar.zone, shifted(calendar, shift, due.date));
}

function refuseJudge(turn: TaskTurn, act: CommentAct): void {
  const { state, org } = turn;
  if (state.stage === 'ended') return refuse(turn, act, namesOf(org, revivers(state, org), 'or'));
  const asked = state.verification?.at;
  refuse(turn, act, namesOf(org, verifiers(state, org), 'or'), asked && dayAt(org, asked, state.due));
}
