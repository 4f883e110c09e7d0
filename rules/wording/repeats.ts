import { nameOf, type Organisation } from '../organisation.ts';
import type { TaskState } from '../task/state.ts';
import type { Message, Paragraph } from '../ticket.ts';
import { quoted } from './phrases.ts';

/** How a proposal to raise a major is decided, as its ticket says it. */
export const howToWeigh: Paragraph = [
  'Decide in a comment: ',
  { command: 'accept' },
  ' raises a major for the process, ',
  { command: 'reject because …' },
  ' is recorded. The minors keep their grades and dates either way.',
];

/** @returns who decides it, as the ticket says it. */
export function whoWeighs(state: TaskState, org: Organisation): string {
  return `${nameOf(org, state.terms.owner)} decides, because they do not own the process.`;
}

/** @returns the one reply to a reassignment, which lends no power to decide. */
export function weigherStays(state: TaskState, org: Organisation): Message {
  return [
    [
      `This stays with ${nameOf(org, state.terms.owner)}: whether minors that repeat are a major is decided by the lead, and where the lead owns the process by top management.`,
    ],
  ];
}

/** @returns what the ticket says once it is decided. */
export function repeatsDecided(state: TaskState, org: Organisation): Message {
  const { decided } = state;
  if (!decided) return [];
  const by = nameOf(org, decided.by);
  if (decided.decision === 'accepted')
    return [[`Accepted by ${by}: a major nonconformity is raised for the process, which names these minors.`]];
  return [[`Rejected by ${by}: `, quoted(decided.reason), '. Each of these minors counts for no further proposal.']];
}
