import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { misused } from '../answers.ts';
import type { Grade } from '../programme.ts';
import type { LocalDate } from '../time.ts';
import { redraw, say } from '../turn.ts';
import { bodyDated, bodyGraded, ownGradeStays } from '../wording/nonconformity/external.ts';
import { judging } from '../wording/nonconformity/grade.ts';
import { awaitsJudgement, clocksFrom } from './clock.ts';
import { bodysDeadlines, faultOf } from './external.ts';
import { turnMajor } from './grade.ts';
import { bodysLead, letterWith } from './letters.ts';
import type { NonconformityState } from './state.ts';
import type { NonconformityGrade } from './terms.ts';
import { type NonconformityTurn, record } from './turn.ts';

const RANK: Record<NonconformityGrade, number> = { concern: 0, minor: 1, major: 2 };
const DATE = String.raw`(\d{4}-\d{2}-\d{2})`;

/** What a `regrade` says where it has a date: it is the certification body's own, by its letter. */
interface Said {
  to: Grade;
  on: LocalDate;
  reason: string;
  planBy?: LocalDate;
  resolveBy?: LocalDate;
}

/** @returns what the body says by `regrade minor DATE [plan-by DATE] [resolve-by DATE] because …`; undefined without a date. */
export function bodysGradeIn(text: string): Said | undefined {
  const found = new RegExp(String.raw`^(?:${DATE}\s+)?(minor|major)\b(?:\s+${DATE})?([\s\S]*)$`, 'i').exec(text);
  const [, before, to = '', after, rest = ''] = found ?? [];
  const on = before ?? after;
  if (on === undefined) return undefined;
  const dateOf = (name: string) => new RegExp(String.raw`\b${name}\s+${DATE}`, 'i').exec(rest)?.[1];
  const [planBy, resolveBy] = [dateOf('plan-by'), dateOf('resolve-by')];
  const reason = rest
    .replace(new RegExp(String.raw`\b(plan-by|resolve-by)\s+${DATE}`, 'gi'), '')
    .replace(/^\s*(because\b)?[\s:,…]*/i, '')
    .trim();
  const grade = to.toLowerCase() === 'major' ? 'major' : 'minor';
  return { to: grade, on, reason, ...(planBy && { planBy }), ...(resolveBy && { resolveBy }) };
}

/**
 * The external auditor regrades: appended beside our own. It starts the clock of a concern; a higher grade holds for us, too; a lower one
 * unless we raised it ourselves, which only top management takes back.
 */
export function regradeByBody(turn: NonconformityTurn, act: CommentAct, said: Said): void {
  const { external, terms } = turn.state;
  const by = bodysLead(turn, act);
  if (!by || !external || !terms.external) return;
  if (said.to === external.grade) return misused(turn, act, `the certification body grades it ${said.to} already`);
  if (said.reason === '') return misused(turn, act, 'it needs a reason');
  if (awaitsJudgement(turn.state, act.at)) return misused(turn, act, judging);
  const given = letterWith(turn, act, said.on);
  if (!given) return;
  const { planBy, resolveBy } = said;
  const dates = { ...(planBy && { planBy }), ...(resolveBy && { resolveBy }) };
  const fault = faultOf(said.to, { ...dates, body: terms.external.body, stage: '2' }, said.on, turn.org.programme.zone);
  if (fault) return misused(turn, act, fault);
  const because = { text: said.reason };
  const actor = byPerson(by);
  const anew = datesAnew(turn, said);
  const body = { grade: said.to, by, ...given, ...dates, because, cause: act.id, ...anew };
  record(turn, 'body-graded', body, act.at, actor);
  if (anew) say(turn, `body-graded:${act.id}`, bodyDated(turn.state, turn.org));
  follow(turn, act, said, { by, because, actor });
}

/** The body's dates replace ours, also where our own grade is the one that it gives (domain: external audits). */
function datesAnew({ state, org }: NonconformityTurn, said: Said): Pick<NonconformityState, 'clocks'> | undefined {
  if (said.to !== state.grade || (!said.planBy && !said.resolveBy)) return undefined;
  const clocks = { ...state.clocks, ...bodysDeadlines(said, org.calendar.zone) };
  return { clocks: clocks.plan.at > clocks.resolve.at ? { ...clocks, plan: clocks.resolve } : clocks };
}

function follow(
  turn: NonconformityTurn,
  act: CommentAct,
  { to, on, planBy, resolveBy }: Said,
  why: { by: string; because: { text: string }; actor: string },
): void {
  const { state, org } = turn;
  const raisedByUs = !['raised', 'body'].includes(state.grades.at(-1)?.rule ?? '');
  if (RANK[to] === RANK[state.grade]) return redraw(turn);
  if (RANK[to] < RANK[state.grade] && raisedByUs) {
    redraw(turn);
    return say(turn, `body-graded:${act.id}`, ownGradeStays(state, org));
  }
  const clock = clocksFrom(org.calendar, state.terms.clocks, to, on, {
    ...(planBy && { planBy }),
    ...(resolveBy && { resolveBy }),
  });
  if (to === 'major') return turnMajor(turn, act.at, { ...why, rule: 'body', cause: act.id, clock });
  const { by, because, actor } = why;
  const body = { grade: to, rule: 'body', noticed: turn.now, by, because, cause: act.id, ...clock } as const;
  record(turn, 'graded', body, act.at, actor);
  redraw(turn);
  say(turn, `body-graded:${act.id}`, bodyGraded(turn.state, org));
}
