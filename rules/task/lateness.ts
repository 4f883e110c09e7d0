import { dayOf } from '../calendar/deadline.ts';
import type { Organisation } from '../organisation.ts';
import type { Deadline, Instant } from '../time.ts';
import { amount, lateSpoken, unitsLate } from '../wording/phrases.ts';
import type { Submission, TaskState } from './state.ts';

const DAY_SECONDS = 86_400;

/** @returns when a task was handed in, or ended without that; undefined while it is to be done, also once it was sent back. */
export function handedInAt({ stage, submission, endedAt }: TaskState): Instant | undefined {
  return stage === 'open' ? undefined : (submission?.at ?? endedAt);
}

/** @returns since when what was handed in, or the waiver, stands; undefined while it is to be done. */
export function standsSince(task: TaskState): Instant | undefined {
  const { stage, verdict, submission, waived } = task;
  if (stage === 'open') return undefined;
  return verdict === 'waived' && waived && !standingSubmission(task) ? waived.at : submission?.at;
}

/** @returns what was handed in and not sent back; nothing of what was waived, or ended otherwise, after a rejection (domain: verified). */
export function standingSubmission({ stage, submission, rejections }: TaskState): Submission | undefined {
  if (stage === 'open' || !submission) return undefined;
  return rejections.some(({ handedIn }) => handedIn === submission.at) ? undefined : submission;
}

/** @returns `on time`, or how late a hand-in at `at` is. */
export function latenessOf(state: TaskState, org: Organisation, at: Instant): string {
  const total = latenessIn(state, org, at);
  return total === 0 ? 'on time' : `${lateSpoken(total, state.due)} late`;
}

/**
 * @returns how late a hand-in at `at` is, in days, where the due date is an instant in seconds; 0 in time. Days that were late already
 * when an extension was approved stay (domain: extended).
 */
export function latenessIn(state: TaskState, org: Organisation, at: Instant): number {
  const revived = state.revivals?.at(-1)?.at ?? '';
  const given = state.extended.filter((e) => e.at > revived);
  const lateOf = (due: Deadline, from: Instant | undefined, to: Instant) =>
    Math.max(0, lateAs(org, state.due, due, to) - (from === undefined ? 0 : lateAs(org, state.due, due, from)));
  // Each day counts once: approved after the day that it gives, an extension begins with what was late by then.
  const stayed = given.map((e, i) => lateOf(e.from, given[i - 1]?.at, e.at));
  return [...stayed, lateOf(state.due, given.at(-1)?.at, at)].reduce((sum, n) => sum + n, 0);
}

/** @returns how late a hand-in at `at` is in days: whole ones, where the due date is an instant with their fraction; 0 in time (domain: task). */
export function daysLateIn(state: TaskState, org: Organisation, at: Instant): number {
  const total = latenessIn(state, org, at);
  return state.due.date === undefined ? total / DAY_SECONDS : total;
}

/** @param days as `daysLateIn` counts them. @returns `4 days`, `12 hours`, `30 seconds`. */
export function daysInWords(days: number): string {
  if (Number.isInteger(days)) return amount(days, 'day');
  return lateSpoken(Math.round(days * DAY_SECONDS), {});
}

/** How far `at` is past a deadline, in the unit of `like`: days, or seconds where that has no date; at least one. */
function lateAs(org: Organisation, like: Deadline, due: Deadline, at: Instant): number {
  if (at < due.at) return 0;
  const date = like.date === undefined ? undefined : dayOf(org.programme.zone, due);
  return Math.max(1, unitsLate(org, at, { at: due.at, ...(date !== undefined && { date }) }));
}
