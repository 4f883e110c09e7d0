import { leads, nameOf, type Organisation } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { type RiskCriteria, spokenCriteria } from '../risk/criteria.ts';
import type { TaskState } from '../task/state.ts';
import type { Message, Paragraph } from '../ticket.ts';
import { mentions } from './phrases.ts';

/** How risk criteria are approved, as their ticket says it. */
export const howToApproveCriteria: Paragraph = [
  'Decide in a comment: ',
  { command: 'approve' },
  ' or ',
  { command: 'deny because …' },
  '. Until then no risk is rated.',
];

/** @returns who approves them, as the ticket says it. */
export function whoApprovesCriteria(state: TaskState, org: Organisation): string {
  return `${nameOf(org, state.assignee)} decides: top management sets the criteria.`;
}

/** @returns the one reply to a reassignment, which lends no power to decide. */
export function criteriaStay(state: TaskState, org: Organisation): Message {
  return [[`This stays with ${nameOf(org, state.assignee)}: top management sets the criteria.`]];
}

/** @returns what the ticket says of approved criteria. */
export function criteriaApproved(org: Organisation, by: PersonId, criteria: RiskCriteria): Message {
  return [[`Approved by ${nameOf(org, by)}: ${spokenCriteria(criteria)}.`]];
}

/** @returns what the lead is told of criteria that were not approved. */
export function criteriaDenied({ terms }: TaskState, org: Organisation, by: PersonId, because: string): Message {
  return [
    [
      ...mentions(org, terms.tracker, leads(org)),
      `${nameOf(org, by)} did not approve these criteria: `,
      { quoted: because },
      '. Change risk_criteria in the programme and apply it; this ticket waits for ',
      { command: 'approve' },
      '.',
    ],
  ];
}
