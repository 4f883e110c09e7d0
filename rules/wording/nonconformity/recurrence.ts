import type { NonconformityState } from '../../nonconformity/state.ts';
import type { Paragraph } from '../../ticket.ts';
import { linksOf } from './source.ts';

/** @returns the ticket's line on what happened before: what it is a recurrence of, or whether it is one; [] without either. */
export function recurrence({ recurrenceOf, similar = [], closed }: NonconformityState): Paragraph[] {
  if (recurrenceOf) return [['Recurrence of ', ...linksOf([recurrenceOf]), ', which was closed as effective.']];
  const [first] = similar;
  if (!first || closed) return [];
  const were = similar.length === 1 ? 'was' : 'were';
  return [
    [
      'The same again? ',
      ...linksOf(similar),
      ` ${were} about the same, and closed as effective: `,
      { command: `recurrence ${first.display}` },
      '.',
    ],
  ];
}
