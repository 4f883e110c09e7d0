import type { Measure } from '../programme.ts';
import { type Difference, difference, weakerIf } from './change.ts';

/** @returns how what is measured changed: a target that more values meet is weaker, and so is one that cannot be compared (6.2, 9.1). */
export function measureDifferences(keys: string[], old: Measure | undefined, now: Measure | undefined): Difference[] {
  return difference([...keys, 'measure'], old, now, weakerIf(old !== undefined && !isAsStrict(old, now)));
}

function isAsStrict(old: Measure, now: Measure | undefined): boolean {
  if (now === undefined || now.unit !== old.unit || now.target.is !== old.target.is) return false;
  const { is, than } = now.target;
  if (is === '=') return than === old.target.than;
  return is === '<=' ? than <= old.target.than : than >= old.target.than;
}
