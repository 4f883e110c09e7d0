import type { Programme } from '../programme.ts';
import { type Difference, difference, weakerIf } from './change.ts';

/** @returns how the audit programme changed. A later or longer cycle, a later stage 2, and a control that is left out make it weaker. */
export function auditDifferences({ audit: old }: Programme, { audit }: Programme): Difference[] {
  if (!old || !audit) return difference(['audit'], old, audit, weakerIf(!audit));
  const later = audit.cycle.from > old.cycle.from || audit.cycle.years > old.cycle.years;
  const noStage = old.stage2 !== undefined && (audit.stage2 === undefined || audit.stage2 > old.stage2);
  const fewer = (key: 'keyControls' | 'yearly') => weakerIf(old[key].some((control) => !audit[key].includes(control)));
  return [
    ...difference(['audit', 'cycle'], old.cycle, audit.cycle, weakerIf(later)),
    ...difference(['audit', 'keyControls'], old.keyControls, audit.keyControls, fewer('keyControls'), 'key controls'),
    ...difference(['audit', 'yearly'], old.yearly, audit.yearly, fewer('yearly'), 'audited yearly'),
    ...difference(['audit', 'stage2'], old.stage2, audit.stage2, weakerIf(noStage), 'stage 2'),
  ];
}
