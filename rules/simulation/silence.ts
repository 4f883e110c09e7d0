import { unhurried } from '../ladder/unhurried.ts';
import type { NonconformityState } from '../nonconformity/state.ts';
import { nameOf, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { standsMissed } from '../task/deadlines.ts';
import { handedInAt } from '../task/lateness.ts';
import type { TaskState } from '../task/state.ts';
import { earliest, later, plusMs, WEEK_MS, weeksBetween } from '../time.ts';
import { amount } from '../wording/phrases.ts';
import { type Chased, contactIn, silencesOf } from './chased.ts';
import { chasedNonconformities } from './chased-nonconformities.ts';
import { type Invariant, invariant, type Life } from './life.ts';
import { ticketsIn } from './looked-at.ts';

/** Nothing was overdue in silence for longer than its ladder allows: each rung past the due date went out in its time. */
export function nothingOverdueInSilence(life: Life): Invariant {
  const tasks = life.tasks.flatMap((state) => [...chasedWork(state, life), ...chasedCheck(state, life)]);
  const chased = [...tasks, ...chasedNonconformities(life)];
  const faults = [...chased.flatMap(silencesOf), ...life.found.flatMap((state) => silentMajor(state, life))];
  return invariant('nothing was overdue in silence', `${amount(ticketsIn(life).length, 'ticket')} looked at`, faults);
}

function chasedWork(state: TaskState, { org, until }: Life): Chased[] {
  const { terms, due, hardLimit, extended, rungs, revivals, rejections } = state;
  if (standsMissed(state)) return [];
  const ended = handedInAt(state) ?? until;
  const since = [due.at, ...extended.map((e) => e.at), ...rejections.map((r) => r.at)].reduce(later);
  const opens = revivals?.at(-1)?.at ?? terms.opens;
  const climb = { ladder: terms.ladder, opens, due, hardLimit, ...contactIn(org) };
  return [{ what: terms.display, climb, sent: rungs, since, ended }];
}

function chasedCheck({ terms, verification, submission, endedAt }: TaskState, { org, until }: Life): Chased[] {
  const ladder = unhurried(org.programme);
  if (!verification || !submission || !ladder) return [];
  const climb = { ladder, opens: submission.at, due: verification.due, ...contactIn(org) };
  const ended = endedAt ?? until;
  return [{ what: `${terms.display}, to verify`, climb, sent: verification.rungs, since: verification.due.at, ended }];
}

/** A major past its own deadline: each of top management hears weekly until it is resolved. */
function silentMajor({ terms, overdue, resolved, closed }: NonconformityState, { events, until, org }: Life): string[] {
  if (!overdue) return [];
  const ended = earliest(resolved?.at, closed?.at, until) ?? until;
  const weeks = Math.max(0, weeksBetween(overdue.noticed, plusMs(ended, -2 * WEEK_MS)));
  const told = events.flatMap(({ kind, body }) => {
    const week = kind === 'told' ? overdueWeek(terms.key, String(body.effect)) : undefined;
    return week === undefined ? [] : (body.to as PersonId[]).map((to) => `${to} ${week}`);
  });
  return topManagement(org).flatMap((top) =>
    Array.from({ length: weeks }, (_, week) => week)
      .filter((week) => !told.includes(`${top} ${week}`))
      .map((week) => `${terms.display}: ${nameOf(org, top)} was not told in week ${week} past its deadline`),
  );
}

/** Which week's word it was; the first one may be the comment on the deadline. */
function overdueWeek(key: string, effect: string): number | undefined {
  if (!effect.startsWith(`${key}:`)) return undefined;
  const [said, week = '0'] = /:overdue:[^Z]+Z(?::(\d+)(?::[^:]+)?)?$/.exec(effect) ?? [];
  return said === undefined ? undefined : Number(week);
}
