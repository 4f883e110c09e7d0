import type { Organisation } from '../organisation.ts';
import type { Instant } from '../time.ts';
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
  const stayed = state.extended.filter((e) => e.at > revived).map((e) => late(org, e.at, e.from));
  return [...stayed, late(org, at, state.due)].reduce((sum, n) => sum + n, 0);
}
