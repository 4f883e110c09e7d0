import type { Organisation } from '../organisation.ts';
import type { DutyKind } from '../programme.ts';

/** @returns the duty of a kind that the programme has now, by id; the first of several. */
export function kindOfDuty({ programme }: Pick<Organisation, 'programme'>, kind: DutyKind): string | undefined {
  return programme.duties.find((duty) => duty.kind === kind)?.id;
}
