import { nameOf, namesOf, type Organisation } from '../organisation.ts';
import { areComparable } from '../risk/criteria.ts';
import { ownersOf } from '../risk/owner.ts';
import { covers, isUnacceptable } from '../risk/reading.ts';
import { conceders } from '../risk-treatment/people.ts';
import { ratedSince } from '../risk-treatment/rated-since.ts';
import type { TaskState } from '../task/state.ts';
import type { Message, Paragraph } from '../ticket.ts';
import { quoted } from './phrases.ts';

/** How a residual risk is accepted, as its ticket says it. */
export const howToAccept: Paragraph = [
  'Decide in a comment: ',
  { command: 'accept' },
  ' (above the criteria ',
  { command: 'accept DATE because …' },
  '), or ',
  { command: 'reject because …' },
  '.',
];

/** How a concession is decided, as its ticket says it. */
export const howToConcede: Paragraph = [
  'Decide in a comment: ',
  { command: 'approve' },
  ' or ',
  { command: 'deny because …' },
  '.',
];

/** @returns who accepts, as the ticket says it. */
export function whoAccepts(state: TaskState, org: Organisation): string {
  return `${ownersOf(state, org)} decides, as the risk’s owner.`;
}

/** @returns who approves a concession, as the ticket says it. */
export function whoConcedes(state: TaskState, org: Organisation): string {
  return `${namesOf(org, conceders(state, org), 'or')} decides, as top management.`;
}

/** @returns the one reply to a reassignment. */
export function concederStays(state: TaskState, org: Organisation): Message {
  return [
    [`This stays with ${nameOf(org, state.assignee)}: a risk above the criteria is top management’s to approve.`],
  ];
}

/** @returns what the ticket says of a risk that was rated once more since it opened; [] of any other. */
export function ratedMeanwhile(state: TaskState): string[] {
  const found = ratedSince(state);
  if (!found) return [];
  const { asked, now } = found;
  const above = isUnacceptable(now);
  const scale = areComparable(asked.criteria, now.criteria) ? '' : ', on another scale';
  const fails = above && !covers(asked, now);
  return [
    `Rated once more since: level ${now.level}${scale}, ${above ? `above ${now.limit}` : `at most ${now.limit} may be retained`}.${
      fails
        ? ` Level ${asked.level} does not cover that: whatever is decided here, the treatment has failed then, and the risk is assessed anew.`
        : ''
    }`,
  ];
}

/** @returns what the ticket says once it is decided. */
export function acceptanceDecided({ decided, terms }: TaskState, org: Organisation): Message {
  if (!decided) return [];
  const by = nameOf(org, decided.by);
  const { current } = terms.risks ?? {};
  if (decided.decision === 'denied')
    return [
      [`Not accepted by ${by}: `, quoted(decided.reason), '. The treatment has failed; the risk is assessed anew.'],
    ];
  const waits = terms.kind === 'risk-acceptance' && current && isUnacceptable(current);
  return [
    [
      `${terms.kind === 'risk-acceptance' ? 'Accepted' : 'Approved'} by ${by}.${waits ? ' It holds once top management has approved it.' : ''}`,
    ],
  ];
}
