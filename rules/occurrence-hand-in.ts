import type { OccurrenceState } from './occurrence-state.ts';
import type { PersonId } from './programme.ts';
import { standingSubmission } from './task/lateness.ts';
import type { TaskState } from './task/state.ts';
import type { Instant } from './time.ts';

/** Who did an occurrence and who verified it, as a whole. */
export interface HandIn {
  /** Once all of its work that has begun is handed in; the last of it. */
  at?: Instant;
  by: PersonId[];
  /** Once none of that waits for its verification; the last one. */
  verified?: Instant;
  verifiedBy: PersonId[];
}

/**
 * @returns when an occurrence was handed in and verified, and by whom: nothing while some of its work is to be done, also again, however
 * far its earlier stages are (9.1). What was waived of it is not waited for, unless the occurrence itself was waived; what was sent back and
 * waived then was not handed in.
 */
export function handInOf({ state }: Pick<OccurrenceState, 'state'>, work: TaskState[]): HandIn {
  const owed = state === 'waived' ? work : work.filter((task) => standingSubmission(task) || task.verdict !== 'waived');
  const standing = owed.flatMap((task) => standingSubmission(task) ?? []);
  if (standing.length === 0 || standing.length < owed.length) return { by: [], verifiedBy: [] };
  const at = lastOf(standing.map((submission) => submission.at));
  const isChecked = owed.every(({ stage }) => stage === 'ended');
  const checks = isChecked ? owed.flatMap(({ verified }) => verified ?? []) : [];
  const verified = lastOf(checks.map((check) => check.at));
  return {
    ...(at !== undefined && { at }),
    by: standing.flatMap(({ implementers }) => implementers),
    ...(verified !== undefined && { verified }),
    verifiedBy: checks.map(({ by }) => by),
  };
}

function lastOf(instants: Instant[]): Instant | undefined {
  return [...instants].sort().at(-1);
}
