import type { Programme } from '../programme.ts';
import { KEPT, type Retention } from '../retention/terms.ts';
import { type Difference, difference, weakerIf } from './change.ts';
import { longer } from './longer.ts';

/** @returns how retention changed. A shorter time, and a legal hold that is lifted, make it weaker. */
export function retentionDifferences(
  { retention: old }: Pick<Programme, 'retention'>,
  { retention }: Pick<Programme, 'retention'>,
): Difference[] {
  return difference(['retention'], old, retention, weakerIf(isWeaker(old ?? KEPT, retention ?? KEPT)), 'retention');
}

function isWeaker(old: Retention, now: Retention): boolean {
  const isShorter = longer(now.work, old.work) || longer(now.nonconformities, old.nonconformities);
  return isShorter || old.holds.some(({ record }) => !now.holds.some((hold) => hold.record === record));
}
