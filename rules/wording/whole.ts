import { nameOf, type Organisation } from '../organisation.ts';
import type { RecordLink } from '../record-link.ts';
import type { TaskState } from '../task/state.ts';
import type { Message, Paragraph } from '../ticket.ts';
import type { Deadline } from '../time.ts';
import type { Reach } from '../whole/parts.ts';
import type { Whole } from '../whole/whole.ts';
import { day, dayBeside, listed } from './phrases.ts';
import { nextOne } from './task.ts';

/** More names than these are counted. */
const MOST_NAMED = 8;

/** @returns `a, b and c`; of many the first ones, and how many more. */
export function listedParts(names: string[]): string {
  if (names.length <= MOST_NAMED) return listed(names);
  return listed([...names.slice(0, MOST_NAMED), `${names.length - MOST_NAMED} more`]);
}

/** @returns `49 of 50 people (98 %); missing: Sam Okoro`. */
export function reachedText(whole: Whole, { done, of, lacking }: Reach): string {
  const missing = lacking.length === 0 ? '' : `; missing: ${listedParts(lacking)}`;
  return `${done} of ${amountOf(whole, of)}${of === 0 ? '' : ` (${Math.floor((100 * done) / of)} %)`}${missing}`;
}

/** @returns `at least 98 % of 50 people`, `all 12 items`. */
export function wantedText(whole: Whole, of: number): string {
  return whole.share === 100 ? `all ${amountOf(whole, of)}` : `at least ${whole.share} % of ${amountOf(whole, of)}`;
}

/** How a task that is done in parts ends, as its ticket says it. */
export function howItCounts({ rejections }: TaskState): Paragraph {
  if (rejections.length > 0) return [{ idiom: 'Close the issue' }, ' once it is right.'];
  return ['This hands itself in once enough is done and it is due, or nothing is left to come:'];
}

/** @returns what a part's ticket says when the whole ended without it. */
export function withdrawnComment(state: TaskState, org: Organisation): Message {
  return [[`This has ended as a whole, without this part: nothing is left to do here.${nextOne(state, org)}`]];
}

/** @returns `Now due on 14 May instead of 16 April, as POLICY-3K7 is, of which this is a part.` */
export function movedAlongComment({ due }: TaskState, org: Organisation, before: Deadline, whole: RecordLink): Message {
  const instead = `${day(org, due)} instead of ${dayBeside(org, before, due)}`;
  return [[`Now due on ${instead}, as ${whole.display} is, of which this is a part.`]];
}

/** @returns the reply to somebody who closed what only another person can do, or they themselves only after an approval. */
export function notTheirs(
  state: TaskState,
  org: Organisation,
  by: string,
  wasClosed: boolean,
  approval?: string,
): Message {
  const who = nameOf(org, state.assignee);
  const reopened = wasClosed ? 'Reopened' : 'Not handed in';
  if (approval) return [[`${reopened}: ${approval}.`]];
  return [[`${reopened}: ${nameOf(org, by)} cannot do this for ${who}. ${who} closes it once it is done.`]];
}

/** @returns the one reply to a reassignment of what only one person can do. */
export function staysPersonal(state: TaskState, org: Organisation): Message {
  return [[`This stays with ${nameOf(org, state.assignee)}: everybody does their own.`]];
}

function amountOf({ of: [one, several] }: Whole, n: number): string {
  return `${n} ${n === 1 ? one : several}`;
}
