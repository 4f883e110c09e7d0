import { textOf } from '../event.ts';
import { chairsOf } from '../management-review/people.ts';
import { nameOf, namesOf, type Organisation } from '../organisation.ts';
import type { MissingItem } from '../task/evidence.ts';
import { latenessOf } from '../task/lateness.ts';
import type { TaskState } from '../task/state.ts';
import type { Message, Paragraph } from '../ticket.ts';
import { amount, day, dayAt, givenBy } from './phrases.ts';
import { nextOne } from './task.ts';

/** Why nothing is changed in signed minutes. */
export const LOCKED = 'the minutes are locked since they were signed; what changes them belongs into the next review';

/** Why a review that ended without a signature is not signed afterwards. */
export const NOTHING_TO_SIGN = 'this review ended without minutes, so there is nothing to sign';

/** How a review is decided, as the reply to another word says it. */
export const howToSign: Paragraph = [
  'Top management decides by ',
  { command: 'sign' },
  ' or ',
  { command: 'reject because …' },
  '.',
];

/** @returns `Mara Lindt or their delegate`: who keeps the minutes. */
export function whoMinutes(state: TaskState, org: Organisation): string {
  return `${namesOf(org, chairsOf(state, org), 'or')} or their delegate`;
}

/** @returns the one reply to a reassignment, which lends no power over the minutes. */
export function chairStays(state: TaskState, org: Organisation): Message {
  return [
    [`This stays with ${nameOf(org, state.assignee)}, who chairs the review. Another chair is named in the programme.`],
  ];
}

/** @returns the reply to a signature that came too soon: what is open, by item. */
export function signatureRefused(missing: MissingItem[]): Message {
  const open = missing.flatMap(({ item }, i): Paragraph => [i > 0 ? ', ' : '', { strong: item.id }]);
  const command = missing[0] && givenBy(missing[0].item);
  const how: Paragraph = command ? [' The chair writes ', { command }, missing.length > 1 ? ' and so on.' : '.'] : [];
  const what = missing.length === 1 ? 'one thing is open' : `${missing.length} things are open`;
  return [[{ command: 'sign' }, ` does not count yet and is kept as refused: ${what}: `, ...open, '.', ...how]];
}

/** @returns what the ticket says once the minutes are signed: what was decided opens, and where it leads. */
export function signedComment(state: TaskState, org: Organisation): Message {
  const { verified, submission, due, actions = [] } = state;
  if (!verified || !submission) return [];
  const when = `${dayAt(org, verified.at, due)}, ${latenessOf(state, org, submission.at)}`;
  const n = actions.length;
  const then =
    n === 0
      ? ''
      : ` ${amount(n, 'action')} ${n === 1 ? 'opens' : 'open'} now; what is open then is input a of the next review.`;
  const lines = actions.map(
    (a): Paragraph => [`${nameOf(org, a.owner)}, by ${day(org, a.due)}: `, { quoted: textOf(a.text) }],
  );
  return [
    [`Signed by ${nameOf(org, verified.by)} on ${when}. The minutes are locked.${then}${nextOne(state, org)}`],
    ...lines,
  ];
}
