import { priority } from '../effect.ts';
import { type NextStep, nextStep, type Step } from '../ladder.ts';
import { leads, type Organisation, reachable } from '../organisation.ts';
import type { Ladder, PersonId } from '../programme.ts';
import { manner, people } from '../task/chase.ts';
import { onLevel } from '../task/people.ts';
import { earliest, type Instant, msBetween } from '../time.ts';
import { notify, say } from '../turn.ts';
import { chaseNotice, escalated, reminded } from '../wording/nonconformity/chase.ts';
import { hasDeadline } from './clock.ts';
import { planApprovers } from './people.ts';
import { planWaits } from './plan.ts';
import type { ChaseOf, NonconformityState } from './state.ts';
import { type NonconformityTurn, record } from './turn.ts';

/**
 * Chases the plan until it is agreed, and the resolution until it is reached, each along the ladder from its own date, without a hard
 * limit. A late plan changes no grade. @returns when the next rung is due.
 */
export function chase(turn: NonconformityTurn, wroteAt: Instant | undefined): Instant | undefined {
  const resolve = climb(turn, 'resolve', wroteAt);
  const plan = climb(turn, 'plan', wroteAt);
  const begins = turn.state.rungs.every((r) => r.of !== 'resolve');
  const spared = begins && resolve?.send && saidWithPlan(turn, resolve.send) ? resolve.send : undefined;
  if (spared) standsFor(turn, 'resolve', spared);
  else if (resolve?.send) send(turn, 'resolve', resolve.send);
  if (plan?.send && resolve?.send && !spared) standsFor(turn, 'plan', plan.send);
  else if (plan?.send) send(turn, 'plan', plan.send);
  return earliest(resolve?.nextAt, plan?.nextAt);
}

/** A rung that another message stands for: of those due together the one on the resolution is sent. */
function standsFor(turn: NonconformityTurn, of: ChaseOf, { rung, skipped }: Step): void {
  record(turn, 'chased', { of, rung, to: [], skipped });
}

/**
 * Where the resolution is due sooner after the plan than the plan took, the plan's reminder, which names both dates, is enough for
 * those who had it, as long as the plan is open.
 */
function saidWithPlan({ state, now }: NonconformityTurn, { to }: Step): boolean {
  const { plan, resolve } = state.clocks;
  const isClose = msBetween(plan.at, resolve.at) < msBetween(state.from, plan.at);
  const told = state.rungs.filter((r) => r.of === 'plan').flatMap((r) => r.to);
  return isClose && now < resolve.at && !state.plan.agreed && to.every((p) => told.includes(p));
}

/** @returns whom a chase goes to first: whoever owes the next act. */
function chased(state: NonconformityState, org: Organisation, of: ChaseOf): PersonId[] {
  const waits = of === 'plan' && planWaits(state);
  return waits ? planApprovers(state, org) : [state.assignee];
}

function climb(turn: NonconformityTurn, of: ChaseOf, wroteAt: Instant | undefined): NextStep | undefined {
  const { state, org, now } = turn;
  if (state.closed || state.resolved || !hasDeadline(state) || (of === 'plan' && state.plan.agreed)) return undefined;
  const first = chased(state, org, of);
  const nearest = first[0] ?? state.assignee;
  return nextStep({
    ...people(turn, (level) => (level === 'assignee' ? first : onLevel(org, level, nearest))),
    ladder: ladderOf(state),
    opens: state.from,
    due: state.clocks[of],
    sent: state.rungs.filter((r) => r.of === of),
    assigneeWroteAt: first.includes(state.assignee) ? wroteAt : undefined,
    now,
  });
}

function send(turn: NonconformityTurn, of: ChaseOf, step: Step): void {
  const { state, org, now } = turn;
  const ladder = ladderOf(state);
  // A ladder along another date has rungs of its own.
  const name = `chase:${state.round}:${state.grades.length}:${of}:${state.clocks[of].at}:${step.rung}`;
  const late = now >= state.clocks[of].at;
  const unsaid = state.rungs.every((r) => r.of !== of || r.to.length === 0);
  const first = !late && unsaid && !(of === 'resolve' && saidWithPlan(turn, step));
  // Before the deadline one reminder is a comment, and what follows a notice (contact rule 5).
  const called = step.to.filter(
    (p) => p !== state.assignee && ((late && leads(org).includes(p)) || !reachable(org, p)),
  );
  const byComment = first ? step.to : called;
  const options = { told: byComment, priority: priority.escalation };
  if (first) say(turn, name, reminded(state, org, of, step.to), options);
  else if (called.length > 0) say(turn, name, escalated(state, org, of, called, now), options);
  for (const person of [...step.to, ...step.delegates].filter((p) => !byComment.includes(p))) {
    const { subject, lines, chase } = chaseNotice(state, org, of, person, now);
    notify(turn, person, name, subject, lines, { ...manner(org, ladder, person), chase });
  }
  record(turn, 'chased', { of, rung: step.rung, to: step.to, skipped: step.skipped });
}

/** Of a major, top management hears at once, not in the digest (domain: ladders). */
function ladderOf(state: NonconformityState): Ladder {
  return state.grade === 'major' ? { ...state.terms.ladder, topAtOnce: true } : state.terms.ladder;
}
