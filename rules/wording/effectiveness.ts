import { nameOf, type Organisation } from '../organisation.ts';
import type { TaskState } from '../task/state.ts';
import type { Message, Paragraph } from '../ticket.ts';
import { cap } from './phrases.ts';

/** How an effectiveness review is decided, as its ticket says it. */
export const howToJudge: Paragraph = [
  'Decide in a comment: ',
  { command: 'effective …' },
  ' with what shows it, or ',
  { command: 'ineffective because …' },
  '.',
];

/** @returns who decides it, as the ticket says it. */
export function whoJudges(state: TaskState, org: Organisation): string {
  return `${nameOf(org, state.terms.owner)} decides, because they neither did, planned, nor own the fix.`;
}

/**
 * @param body the certification body that has to be satisfied, too, before the nonconformity closes.
 * @returns what the ticket says once it is decided.
 */
export function judgedComment(state: TaskState, org: Organisation, body: string | undefined): Message {
  const { judged, terms } = state;
  if (!judged || !('nonconformity' in terms.origin)) return [];
  const { display } = terms.origin;
  const closes = body ? `${display} closes when ${body} is satisfied, too` : `${display} is closed with it`;
  const then = judged.verdict === 'effective' ? closes : `${display} starts a new round`;
  return [[`${cap(judged.verdict)}, decided by ${nameOf(org, judged.by)}: ${then}.`]];
}

/** @returns what the ticket says once what it is to judge fell. */
export function voidComment({ terms }: TaskState): Message {
  const what = 'nonconformity' in terms.origin ? `The fix of ${terms.origin.display}` : 'The fix';
  return [
    [
      `${what} does not stand verified any more: nothing is left to judge here. Another issue opens once it has worked for a while.`,
    ],
  ];
}

/** @returns the one reply to a reassignment, which lends no power to judge. */
export function reviewerStays(state: TaskState, org: Organisation): Message {
  const who = nameOf(org, state.terms.owner);
  return [
    [
      `This stays with ${who}: an effectiveness review is decided by whoever was named for it when the plan was agreed, or the next level once they may not.`,
    ],
  ];
}
