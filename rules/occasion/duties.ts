import type { Duty } from '../programme.ts';

/** @returns the duty by which risks are assessed again (8.2), by its kind, else by its clause; one with subjects cannot be opened by a mere yes. */
export function assessmentIn(duties: Duty[]): Duty | undefined {
  const whole = duties.filter(({ subjects }) => subjects.length === 0);
  return whole.find(({ kind }) => String(kind) === 'risk-assessment') ?? whole.find(isAssessment);
}

/** @returns the duty by which the scope is reviewed (4.3); none with subjects. */
export function scopeReviewIn(duties: Duty[]): Duty | undefined {
  return duties.find(({ clauses, subjects }) => clauses.includes('4.3') && subjects.length === 0);
}

function isAssessment({ clauses }: Duty): boolean {
  return clauses.some((clause) => /^8\.2\b/.test(clause));
}
