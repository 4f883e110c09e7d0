import { dateAt } from '../calendar/local-day.ts';
import { byText } from '../order.ts';
import type { Instant, LocalDate } from '../time.ts';
import { without } from '../without.ts';
import { areComparable } from './criteria.ts';
import type { Acceptance, Level, Rating, Risk, Treatment } from './state.ts';

/** How a risk stands. `conceded`: accepted above the criteria, for a time. */
export type RiskStanding =
  | 'unrated'
  | 'retainable'
  | 'unacceptable'
  | 'in-treatment'
  | 'accepted'
  | 'conceded'
  | 'retired';

/** @returns everything that a risk was rated as, residual levels included, oldest first. */
export function ratingsOf({ ratings, treatments }: Risk): Rating[] {
  return [...ratings, ...treatments.flatMap((t) => t.residual ?? [])].sort(byText(({ at }) => at));
}

/** @returns what it was rated as last, undefined before anybody did. */
export function currentOf(risk: Risk): Rating | undefined {
  return ratingsOf(risk).at(-1);
}

/** Whether a level is above what may be retained (6.1.2 e). */
export function isUnacceptable({ level, limit }: Pick<Rating, 'level' | 'limit'>): boolean {
  return level > limit;
}

/** @returns the treatment that is under way: decided, and neither accepted nor failed. */
export function openTreatment({ treatments, acceptances, retired }: Risk): Treatment | undefined {
  const last = treatments.at(-1);
  const ended = last?.failed || acceptances.some((a) => a.occurrence === last?.occurrence);
  return retired || ended ? undefined : last;
}

/**
 * @returns the acceptance that stands: the last one, unless the risk was rated or treated anew since, or while it waited for its owner or
 * management was rated as something that it does not cover.
 */
export function standingAcceptance(risk: Risk): Acceptance | undefined {
  const last = unendedAcceptance(risk);
  return last?.expired ? undefined : last;
}

/** The last acceptance that nothing but its own last day has ended. */
function unendedAcceptance(risk: Risk): Acceptance | undefined {
  const last = risk.acceptances.at(-1);
  const current = currentOf(risk);
  const holds = last && (!current || (acceptedAt(last) >= current.at && covers(last, current)));
  return holds && !openTreatment(risk) && !risk.retired ? last : undefined;
}

/** Whether an accepted level covers a rating: on the same scale no higher; what may not be retained only by a concession. */
export function covers(accepted: Level, current: Level): boolean {
  const reaches = areComparable(accepted.criteria, current.criteria) && accepted.level >= current.level;
  return reaches && (isUnacceptable(accepted) || !isUnacceptable(current));
}

/** Whether a risk needs treatment: it is above what may be retained, and no concession covers that (6.1.3). */
export function isToBeTreated(risk: Risk): boolean {
  const current = currentOf(risk);
  return !risk.retired && current !== undefined && isUnacceptable(current) && !standingAcceptance(risk);
}

/** @returns how a risk stands, as its record says. */
export function standingOf(risk: Risk): RiskStanding {
  const current = currentOf(risk);
  const accepted = standingAcceptance(risk);
  if (risk.retired) return 'retired';
  if (accepted) return isUnacceptable(accepted) ? 'conceded' : 'accepted';
  if (openTreatment(risk)) return 'in-treatment';
  if (!current) return 'unrated';
  return isUnacceptable(current) ? 'unacceptable' : 'retainable';
}

/**
 * @returns the acceptance that was valid on a day of the zone: made by then, not run out, and ended by nothing that lies before the end of
 * that day: no rating, treatment, or retirement, and no later acceptance (Q5).
 */
export function acceptanceOn(risk: Risk, zone: string, day: LocalDate): Acceptance | undefined {
  const last = unendedAcceptance(asOf(risk, (at) => dateAt(zone, at) <= day));
  return last && (last.expires === undefined || day <= last.expires) ? last : undefined;
}

/** A risk as it stood then. */
function asOf(risk: Risk, isBefore: (at: Instant) => boolean): Risk {
  const { retired, ratings, treatments, acceptances } = risk;
  return {
    ...without(risk, 'retired'),
    ...(retired && isBefore(retired.at) && { retired }),
    ratings: ratings.filter(({ at }) => isBefore(at)),
    treatments: treatments
      .filter(({ at }) => isBefore(at))
      .map(({ residual, failed, ...treatment }) => ({
        ...treatment,
        ...(residual && isBefore(residual.at) && { residual }),
        ...(failed && isBefore(failed.at) && { failed }),
      })),
    acceptances: acceptances.filter((acceptance) => isBefore(acceptedAt(acceptance))),
  };
}

/** @returns since when an acceptance holds: a concession from management's approval on. */
export function acceptedAt({ at, approved }: Acceptance): Instant {
  return approved?.at ?? at;
}
