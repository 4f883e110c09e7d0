import { deadlineOn } from '../calendar/deadline.ts';
import { dateAt, isDay, isLocalDate } from '../calendar/local-day.ts';
import type { Words } from '../event.ts';
import type { PersonId } from '../programme.ts';
import { earliest, type Instant, type LocalDate } from '../time.ts';
import type { ExternalAudit, NonconformityGrade, NonconformityTerms } from './terms.ts';

/** What a certification body's letter says, in the order of its axis (domain: external audits). */
export const LETTERS = ['sent', 'accepted-plan', 'validated'] as const;
export type LetterKind = (typeof LETTERS)[number];

/** A letter as it was attached or linked. `kept` holds the blob of its bytes; without it the letter is linked, not kept. */
export interface LetterFile {
  name: Words;
  url: string;
  kept?: string;
}

/** A letter that was recorded: `on` is its own date, `at` when the lead recorded it. */
export interface Letter {
  what: LetterKind;
  on: LocalDate;
  by: PersonId;
  at: Instant;
  letter: LetterFile;
}

/** A grade that the body gave later: appended beside the one before. */
export interface BodyGrade {
  grade: NonconformityGrade;
  on: LocalDate;
  by: PersonId;
  at: Instant;
  because: Words;
  letter: LetterFile;
}

/** The certification body's axis of a nonconformity; ours are the eight steps. */
export interface External extends Pick<ExternalAudit, 'planBy' | 'resolveBy'> {
  /** As the body grades it now: it decides how its axis ends. */
  grade: NonconformityGrade;
  letters: Letter[];
  grades: BodyGrade[];
}

export type ExternalStatus = 'entered' | 'plan sent' | 'plan accepted' | 'validated';

/** @returns the axis as it begins. */
export function externalOf({ external, ownGrade }: NonconformityTerms): External | undefined {
  if (!external) return undefined;
  const { planBy, resolveBy } = external;
  return {
    grade: ownGrade,
    letters: [],
    grades: [],
    ...(planBy && { planBy }),
    ...(resolveBy && { resolveBy }),
  };
}

/** @returns how far the body's axis is, by its letters. */
export function externalStatus({ letters }: External): ExternalStatus {
  const has = (what: LetterKind) => letters.some((l) => l.what === what);
  if (has('validated')) return 'validated';
  if (has('accepted-plan')) return 'plan accepted';
  return has('sent') ? 'plan sent' : 'entered';
}

/**
 * @returns when the body's axis ended, undefined while it waits: an accepted plan satisfies the auditor for a minor, a major waits for
 * validation. A concern ends like a minor.
 */
export function externalEnd({ grade, letters }: External): Instant | undefined {
  const at = (what: LetterKind) => letters.find((l) => l.what === what)?.at;
  return grade === 'major' ? at('validated') : earliest(at('accepted-plan'), at('validated'));
}

/**
 * @returns why these grounds cannot be: a concern comes from stage 1 alone and has no dates, and the body's dates lie after its finding, the
 * plan's first; undefined if they can.
 */
export function faultOf(
  grade: NonconformityGrade,
  external: ExternalAudit | undefined,
  raisedOn: LocalDate | Instant,
  zone: string,
): string | undefined {
  if (grade === 'concern' && external?.stage !== '1')
    return 'grade: found concern, which only stage 1 of an external audit yields; grade it minor or major';
  if (!external) return undefined;
  const { planBy, resolveBy } = external;
  if (grade === 'concern' && (planBy ?? resolveBy) !== undefined)
    return `${planBy ? 'plan-by' : 'resolve-by'}: a concern has no dates until stage 2; leave it out`;
  const raised = isLocalDate(raisedOn) ? raisedOn : dateAt(zone, raisedOn);
  for (const [name, date] of [
    ['plan-by', planBy],
    ['resolve-by', resolveBy],
  ] as const)
    if (date !== undefined && !isDay(date)) return `${name}: found ${date}, which is no day`;
    else if (date !== undefined && date <= raised)
      return `${name}: found ${date}; it must lie after ${raised}, the finding`;
  if (planBy !== undefined && resolveBy !== undefined && planBy > resolveBy)
    return `plan-by: found ${planBy}, later than resolve-by ${resolveBy}`;
  return undefined;
}

/** @returns the deadlines that the body gave. */
export function bodysDeadlines({ planBy, resolveBy }: Pick<ExternalAudit, 'planBy' | 'resolveBy'>, zone: string) {
  return {
    ...(planBy && { plan: deadlineOn(zone, planBy) }),
    ...(resolveBy && { resolve: deadlineOn(zone, resolveBy) }),
  };
}
