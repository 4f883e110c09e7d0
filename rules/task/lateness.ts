import type { Organisation } from '../organisation.ts';
import type { Deadline, Instant } from '../time.ts';
import { late, lateBy } from '../wording/phrases.ts';
import type { TaskState } from './state.ts';

/** @returns `on time`, or how late a hand-in at `at` is. */
export function latenessOf(state: TaskState, org: Organisation, at: Instant): string {
  const total = latenessIn(state, org, at);
  return total === 0 ? 'on time' : `${lateBy(total, state.due)} late`;
}

/**
 * @returns how late a hand-in at `at` is, in days, where the due date is an instant in seconds; 0 in time. Days that were late already
 * when an extension was approved stay (domain: extended).
 */
export function latenessIn(state: TaskState, org: Organisation, at: Instant): number {
  const revived = state.revivals?.at(-1)?.at ?? '';
  const given = state.extended.filter((e) => e.at > revived);
  const stayed = given.map((e, i) => lateBetween(org, given[i - 1]?.at, e.at, e.from));
  return [...stayed, lateBetween(org, given.at(-1)?.at, at, state.due)].reduce((sum, n) => sum + n, 0);
}

/** Each day counts once: approved after the day that it gives, an extension begins with what was late by then. */
function lateBetween(org: Organisation, from: Instant | undefined, to: Instant, due: Deadline): number {
  return Math.max(0, late(org, to, due) - (from === undefined ? 0 : late(org, from, due)));
}
