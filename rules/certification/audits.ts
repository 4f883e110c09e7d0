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
 * one in each calendar year after its own until that of the recertification; the recertification (ISO/IEC 17021-1, 9.1.3 and 9.6).
 */
export function auditsOf(certificate: Certificate): BodyAudit[] {
  const { stage1, stage2, decided, expires } = certificate;
  const audits: BodyAudit[] = [];
  if (stage1) audits.push({ id: 'stage-1', stage: '1', title: 'Stage 1 audit', on: stage1 });
  if (stage2) audits.push({ id: 'stage-2', stage: '2', title: 'Stage 2 audit', on: stage2 });
  if (!decided || !expires) return audits;
  const on = plusMonths(expires, -BEFORE_EXPIRY_MONTHS);
  surveillanceOf(certificate, decided, on).forEach((day, i) => {
    const title = `Surveillance audit ${i + 1}`;
    audits.push({ id: `surveillance-${i + 1}`, stage: 'surveillance', title, on: day });
  });
  return [...audits, { id: 'recertification', stage: 'recertification', title: 'Recertification audit', on }];
}

/** What the duties that a certificate demands are called by, before the audit's own name. */
export const CERTIFICATION = 'certification:';

/** @returns the audit that a duty of a certificate is about, undefined for a duty of another kind. */
export function auditNamed({ certificate }: Pick<Programme, 'certificate'>, duty: string): BodyAudit | undefined {
  return certificate && auditsOf(certificate).find(({ id }) => `${CERTIFICATION}${id}` === duty);
}

/** A day that the body has named replaces the last one on which that audit may be; the years count from the first audit's own. */
function surveillanceOf({ surveillance }: Certificate, decided: LocalDate, recertified: LocalDate): LocalDate[] {
  const within = plusMonths(decided, 12);
  const first = surveillance.find((day) => day > decided && day <= within) ?? within;
  const all = [first];
  for (let year = yearOf(first) + 1; year < yearOf(recertified); year++)
    all.push(surveillance.find((day) => yearOf(day) === year) ?? `${year}-12-31`);
  return all;
}

function yearOf(date: LocalDate): number {
  return Number(date.slice(0, 4));
}
