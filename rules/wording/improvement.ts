import { textOf } from '../event.ts';
import { CLASSES, type Class } from '../improvement/declining.ts';
import { evaluators } from '../improvement/people.ts';
import { nameOf, namesOf, type Organisation } from '../organisation.ts';
import type { TaskState } from '../task/state.ts';
import type { Message, Paragraph } from '../ticket.ts';
import { day, listed } from './phrases.ts';

/** How an opportunity for improvement is decided, as its ticket says it. */
export const howToEvaluate: Paragraph = [
  'Decide in a comment: ',
  { command: 'adopt @owner DATE …' },
  ' with what is to be done, or ',
  { command: 'decline CLASS because …' },
  `. The classes: ${listed(Object.keys(CLASSES), 'or')}.`,
];

/** @returns who decides it, as the ticket says it. */
export function whoEvaluates(state: TaskState, org: Organisation): string {
  return `${namesOf(org, evaluators(state, org), 'or')} decides; nothing counts as missed here.`;
}

/** @returns the one reply to a reassignment, which lends no power to decide. */
export function evaluatorStays(state: TaskState, org: Organisation): Message {
  return [[`This stays with ${nameOf(org, state.assignee)}: the owner decides about an improvement.`]];
}

/** @returns the one reply to a reassignment: whoever carried it out does not say whether it helped. */
export function checkerStays(state: TaskState, org: Organisation): Message {
  return [[`This stays with ${nameOf(org, state.assignee)}: whoever carried it out does not say whether it helped.`]];
}

/** @returns what the ticket says once it is decided. */
export function evaluatedComment({ evaluated }: TaskState, org: Organisation): Message {
  if (!evaluated) return [];
  const { decision, by, reason, why, action } = evaluated;
  const who = nameOf(org, by);
  if (decision === 'declined' || !action)
    return [[`Declined by ${who} as ${declinedAs(why)}: `, { quoted: textOf(reason) }, '.']];
  const { owner, due } = action;
  return [
    [
      `Adopted by ${who}: ${nameOf(org, owner)} does it by ${day(org, due)}, in a ticket of its own. Whether it helped is asked later.`,
    ],
  ];
}

/** @returns `out of scope`. */
export function declinedAs(why: string | undefined): string {
  return why !== undefined && why in CLASSES ? CLASSES[why as Class] : 'other';
}
