import { owedBy } from '../plan/renewals.ts';
import type { Duty, OccasionKind, Programme } from '../programme.ts';

/** @returns the duties that are owed when something of this kind happens, once for each of their subjects. */
export function owedOn(programme: Programme, kind: OccasionKind): { duty: Duty; subject?: string }[] {
  return owedBy(programme)
    .filter(({ on }) => on?.includes(kind))
    .flatMap((duty) =>
      duty.subjects.length === 0 ? [{ duty }] : duty.subjects.map(({ id }) => ({ duty, subject: id })),
    );
}
