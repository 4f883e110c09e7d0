import { deciders } from '../authority.ts';
import { leads, type Organisation, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';

/** @returns who agrees to somebody as the auditor, as things stand: the lead, or top management where that is the lead. */
export function approversOf(org: Organisation, person: PersonId): PersonId[] {
  return deciders([leads(org), topManagement(org)], [person]);
}
