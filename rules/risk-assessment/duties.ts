import type { Organisation } from '../organisation.ts';
import type { DutyKind } from '../programme.ts';

/**
 * @returns the duty of a kind that the programme has now, by id; the first of several. One with subjects cannot be started by what happens: it
 * would not say which subject.
 */
export function kindOfDuty({ programme }: Pick<Organisation, 'programme'>, kind: DutyKind): string | undefined {
  return programme.duties.find((duty) => duty.kind === kind && duty.subjects.length === 0)?.id;
}
