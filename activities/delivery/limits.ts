import type { WriteLimits } from '../../register/budget.ts';
import type { Reads } from '../../register/register.ts';
import { currentProgramme } from '../organisation.ts';

/** @returns by tracker what the programme in force allows to be written. */
export async function limitsOf(register: Reads): Promise<Record<string, WriteLimits>> {
  const current = await currentProgramme(register);
  return Object.fromEntries((current?.programme.trackers ?? []).map(({ id, limits }) => [id, limits]));
}
