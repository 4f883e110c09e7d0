import { leads, namesOf, type Organisation } from '../organisation.ts';
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
