import { holders } from '../organisation.ts';
import type { PersonId, Programme } from '../programme.ts';

/**
 * @returns whether the programme lacks somebody once this person leaves (5.3): who leads or is top management, owns a process or a duty,
 * verifies one, tells an authority, manages, or stands in for somebody.
 */
export function holdsRole(programme: Programme, person: PersonId): boolean {
  const { people, processes, duties, authorities = [] } = programme;
  const named = [
    ...['role:lead', 'role:top'],
    ...processes.map(({ owner }) => owner),
    ...duties.flatMap(({ owner, verifier, subjects }) => [owner, verifier, ...subjects.map((s) => s.owner)]),
    ...authorities.map(({ owner }) => owner),
  ];
  return (
    people.some(({ manager, delegate }) => manager === person || delegate?.to === person) ||
    named.some((who) => who !== undefined && who !== 'manager' && holders({ programme }, who, person).includes(person))
  );
}
