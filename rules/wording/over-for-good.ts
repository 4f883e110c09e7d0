import { leads, nameOf, namesOf, type Organisation } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { RecordLink } from '../record-link.ts';
import type { Paragraph } from '../ticket.ts';
import { linksOf } from './nonconformity/source.ts';

/** @returns `NC-2027-014 (#12) is closed and is never reopened. If it has happened again, …`. */
export function nonconformityClosed(org: Organisation, closed: RecordLink): Paragraph {
  return [
    ...linksOf([closed]),
    ` is closed, and a closed nonconformity is never reopened. If it has happened again, tell ${namesOf(org, leads(org), 'or')}, who can raise a new one that names it: `,
    { code: `dutybound nc raise --recurrence-of ${closed.display}` },
    '.',
  ];
}

/** @returns `AR-7K2 (#230), of which this is a part, has ended. …`. */
export function wholeEnded(whole: RecordLink): Paragraph {
  return [
    ...linksOf([whole]),
    ', of which this is a part, has ended. Bring that back first, there: ',
    { command: 'reject because …' },
    '.',
  ];
}

/** @returns why nobody does what was one person's own any more. */
export function hasLeft(org: Organisation, person: PersonId): Paragraph {
  return [`${nameOf(org, person)} has left the programme, and nobody else can do this.`];
}
