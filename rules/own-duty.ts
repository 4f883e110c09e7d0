import { UNHURRIED } from './ladder/unhurried.ts';
import { managementTrackerOf } from './organisation.ts';
import type { Duty, Programme } from './programme.ts';

/** What one of the engine's own duties states; everything else is at its default. */
type Said = Pick<Duty, 'id' | 'kind' | 'title' | 'ask' | 'clauses' | 'first'> & Partial<Duty>;

/** @returns a duty that no file states: the lead's, on L2, in the management's tracker, with nothing to hand in. It is in no plan. */
export function ownDuty(programme: Programme, said: Said): Duty {
  return {
    process: programme.processes[0]?.id ?? '',
    owner: 'role:lead',
    selfVerification: false,
    shift: 'next',
    ladder: UNHURRIED,
    missedGrade: 'minor',
    subjects: [],
    instructions: [],
    evidence: [],
    tracker: managementTrackerOf(programme),
    ...said,
  };
}
