import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { misused, refuse } from '../answers.ts';
import { deadlineNamed, noSuchDay } from '../calendar/named.ts';
import { namesOf } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { redraw, say } from '../turn.ts';
import { judging } from '../wording/nonconformity/grade.ts';
import { proposalRejected } from '../wording/nonconformity/rounds.ts';
import { bodysGradeIn, regradeByBody } from './body-grade.ts';
import { awaitsJudgement } from './clock.ts';
import { takeBack, turnMajor } from './grade.ts';
import { annullers, planApprovers, regraders } from './people.ts';
import { gradeBack } from './state.ts';
import { type NonconformityTurn, record } from './turn.ts';

/**
 * `regrade major because …`, by the lead or top management: upward only. With a date it is the certification body's own grade, by its
 * letter.
 */
export function regrade(turn: NonconformityTurn, act: CommentAct): void {
  const { state, org } = turn;
  const bodys = state.external && bodysGradeIn(act.command.text);
  if (bodys) return regradeByBody(turn, act, bodys);
  const by = oneOf(turn, act, regraders(state, org));
  if (!by) return;
  const [, to, reason = ''] = /^(minor|major)\b\s*(?:because\b)?[\s:,…]*([\s\S]*)$/i.exec(act.command.text) ?? [];
  if (to?.toLowerCase() === 'minor')
    return misused(
      turn,
      act,
      state.grade === 'concern'
        ? 'a concern is graded at stage 2: it needs the date and the certification body’s letter'
        : 'the way back is annul, by top management',
    );
  if (!to) return misused(turn, act, 'it needs the grade');
  if (state.grade === 'major') return misused(turn, act, 'it is major already');
  if (reason === '') return misused(turn, act, 'it needs a reason');
  if (awaitsJudgement(state, act.at)) return misused(turn, act, judging);
  turnMajor(turn, act.at, {
    rule: 'regrade',
    by,
    because: { text: reason },
    cause: act.id,
    actor: byPerson(by),
  });
}

/**
 * `annul DATE because …`: top management takes an escalation back, never the certification body's own grade, and sets a new deadline; both
 * stay on record. A concern has no deadline before stage 2, and needs no date.
 */
export function annul(turn: NonconformityTurn, act: CommentAct): void {
  const { state, org } = turn;
  const by = oneOf(turn, act, annullers(state, org));
  if (!by) return;
  if (state.grade !== 'major' || state.grades.length === 1)
    return misused(turn, act, 'no change of grade stands here that could be annulled');
  if (state.external?.grade === 'major')
    return misused(turn, act, 'the certification body grades it major, and only its letter takes that back');
  const to = gradeBack(state);
  if (to === 'minor' && !act.command.date) return misused(turn, act, 'it needs the new date');
  if (act.command.text === '') return misused(turn, act, 'it needs a reason');
  if (awaitsJudgement(state, act.at)) return misused(turn, act, judging);
  const why = { by, because: { text: act.command.text }, cause: act.id };
  const actor = byPerson(by);
  if (to === 'concern' || !act.command.date) return takeBack(turn, act.at, why, actor);
  const resolve = deadlineNamed(org.programme.zone, act.command.date);
  if (!resolve) return misused(turn, act, noSuchDay(act.command.date));
  if (resolve.at <= act.at) return misused(turn, act, 'the date must lie ahead');
  takeBack(turn, act.at, { ...why, resolve }, actor);
}

/** `accept` and `reject` of the major that a second ineffective round proposes. */
export function decideProposal(turn: NonconformityTurn, act: CommentAct): void {
  const { state, org } = turn;
  if (!state.proposal)
    return misused(turn, act, 'nothing has been proposed here; actions are verified in their own issues');
  const by = oneOf(turn, act, planApprovers(state, org));
  if (!by) return;
  const actor = byPerson(by);
  if (act.command.verb === 'accept') {
    if (awaitsJudgement(state, act.at)) return misused(turn, act, judging);
    return turnMajor(turn, act.at, { rule: 'nc.ineffective.twice', by, cause: act.id, actor });
  }
  if (act.command.text === '') return misused(turn, act, 'it needs a reason');
  record(turn, 'proposal-rejected', { by, reason: { text: act.command.text }, cause: act.id }, act.at, actor);
  say(turn, `proposal-rejected:${act.id}`, proposalRejected(org, by, act.command.text));
  redraw(turn);
}

/** Grades are decided by the holders themselves: no delegation names them. */
function oneOf(turn: NonconformityTurn, act: CommentAct, allowed: PersonId[]): PersonId | undefined {
  if (act.by && allowed.includes(act.by)) return act.by;
  refuse(turn, act, namesOf(turn.org, allowed, 'or'));
  return undefined;
}
