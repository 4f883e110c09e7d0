import { nameOf, namesOf, type Organisation } from '../organisation.ts';
import { changeDeciders } from '../task/people.ts';
import type { TaskState } from '../task/state.ts';
import type { Message, Paragraph } from '../ticket.ts';
import { quoted } from './phrases.ts';

/** How a programme change is decided, as its ticket says it. */
export const howToDecide: Paragraph = [
  'Decide in a comment: ',
  { command: 'approve' },
  ' or ',
  { command: 'deny because …' },
  '. Until then the old rules hold.',
];

/** @returns who decides it, as the ticket says it. */
export function whoDecides(state: TaskState, org: Organisation): string {
  const who = namesOf(org, changeDeciders(state, org), 'or');
  if (who) return `${who} decides, as top management before the change.`;
  return 'Nobody may decide this at present: whoever applied it does not. Taken back, it can be applied anew by somebody else.';
}

/** @returns the one reply to a reassignment, which lends no power to decide. */
export function approverStays(state: TaskState, org: Organisation): Message {
  return [
    [
      `This stays with ${nameOf(org, state.assignee)}: a change that makes the programme weaker is decided by top management.`,
    ],
  ];
}

/** @returns what the ticket says once it is decided. */
export function changeDecided(state: TaskState, org: Organisation): Message {
  const { decided } = state;
  if (!decided) return [];
  const by = nameOf(org, decided.by);
  if (decided.decision === 'approved') return [[`Approved by ${by}: the change is in force.`]];
  return [[`Denied by ${by}: `, quoted(decided.reason), '. The old rules stay in force.']];
}
