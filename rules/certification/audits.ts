import { plusMonths } from '../calendar/local-day.ts';
import type { Certificate, Programme } from '../programme.ts';
import type { LocalDate } from '../time.ts';

/** An audit by the certification body. */
export interface BodyAudit {
  /** `stage-1`, `surveillance-2`, `recertification`. */
  id: string;
  /** As its findings are entered. */
  stage: '1' | '2' | 'surveillance' | 'recertification';
  title: string;
  /** The day that the body has named, else the last one on which it may be. */
  on: LocalDate;
}

/** A recertification has to be decided before the last day: the audit lies this long before it. */
const BEFORE_EXPIRY_MONTHS = 3;

/**
 * @returns the audits of a certificate's life, in order: stage 1 and 2; the first surveillance within 12 months of the decision, and then
 * one in each calendar year before that of the last day; the recertification (ISO/IEC 17021-1, 9.1.3 and 9.6).
 */
export function auditsOf(certificate: Certificate): BodyAudit[] {
  const { stage1, stage2, decided, expires } = certificate;
  const audits: BodyAudit[] = [];
  if (stage1) audits.push({ id: 'stage-1', stage: '1', title: 'Stage 1 audit', on: stage1 });
  if (stage2) audits.push({ id: 'stage-2', stage: '2', title: 'Stage 2 audit', on: stage2 });
  if (!decided || !expires) return audits;
  surveillanceOf(certificate, decided, expires).forEach((on, i) => {
    audits.push({ id: `surveillance-${i + 1}`, stage: 'surveillance', title: `Surveillance audit ${i + 1}`, on });
  });
  const on = plusMonths(expires, -BEFORE_EXPIRY_MONTHS);
  return [...audits, { id: 'recertification', stage: 'recertification', title: 'Recertification audit', on }];
}

/** What the duties that a certificate demands are called by, before the audit's own name. */
export const CERTIFICATION = 'certification:';

/** @returns the audit that a duty of a certificate is about, undefined for a duty of another kind. */
export function auditNamed({ certificate }: Pick<Programme, 'certificate'>, duty: string): BodyAudit | undefined {
  return certificate && auditsOf(certificate).find(({ id }) => `${CERTIFICATION}${id}` === duty);
}

/** A day that the body has named replaces the last one on which that audit may be. */
function surveillanceOf({ surveillance }: Certificate, decided: LocalDate, expires: LocalDate): LocalDate[] {
  const last = [plusMonths(decided, 12)];
  for (let year = yearOf(last[0] ?? decided) + 1; year < yearOf(expires); year++) last.push(`${year}-12-31`);
  return last.map((day, i) => surveillance.find((d) => d > (last[i - 1] ?? decided) && d <= day) ?? day);
}

function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}
