import { holders, type Organisation } from './organisation.ts';
import type { Duty, PersonId } from './programme.ts';

/** @returns whom a duty asks or draws from: everybody of the programme, or its group, in the programme's order. */
export function groupOf(org: Pick<Organisation, 'programme'>, { group }: Duty): PersonId[] {
  const everybody = org.programme.people.map(({ id }) => id);
  const named = group?.flatMap((who) => holders(org, who, who)) ?? everybody;
  return everybody.filter((person) => named.includes(person));
}
