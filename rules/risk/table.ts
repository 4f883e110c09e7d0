import { broughtAlong } from '../brought.ts';
import { textOf } from '../event.ts';
import { byText } from '../order.ts';
import type { PersonId } from '../programme.ts';
import { takenBackWords } from '../taken-back.ts';
import type { Instant, LocalDate } from '../time.ts';
import { areComparable } from './criteria.ts';
import { acceptedAt, currentOf, standingAcceptance, standingOf } from './reading.ts';
import type { Rating, Risk } from './state.ts';

/**
 * @returns the one line of a risk: rated, by which criteria, treated how, and accepted by whom (Q3 to Q5). Its level as it was assessed, before
 * any treatment, stands against the assessment before; its residual level against the one that the treatment before had left.
 */
export function riskRow(risk: Risk) {
  const now = currentOf(risk);
  const [assessed, last] = inTime(risk.ratings);
  return {
    id: risk.id,
    title: textOf(risk.title),
    scope: textOf(risk.scope),
    owner: risk.owner,
    standing: standingOf(risk),
    consequence: now?.consequence,
    likelihood: now?.likelihood,
    level: now?.level,
    limit: now?.limit,
    criteria: now?.criteria,
    rated_by: now && ratedOf(now).by,
    rated: now && ratedOf(now).on,
    because: textOf(now?.because),
    level_before_treatment: assessed?.level,
    last_level: last?.level,
    last_criteria: last?.criteria,
    last_rated: last && ratedOf(last).on,
    change: changeOf(assessed, last),
    ...treatmentOf(risk),
    ...acceptanceOf(risk),
    retired: risk.retired?.at,
    retired_because: textOf(risk.retired?.because),
    // Of a risk that was rated it is the rating that was seen here, or was not.
    brought_along: broughtAlong(now ?? risk),
  };
}

/** Who rated, and when: of what was brought along as its file says it. Earlier releases put the owner and the instant of the import there. */
function ratedOf({ by, at, brought }: Rating): { by?: PersonId | undefined; on?: LocalDate | Instant | undefined } {
  if (!brought) return { by, on: at };
  return brought.on === at ? {} : { by, on: brought.on };
}

/** The newest first. */
function inTime(ratings: Rating[]): Rating[] {
  return [...ratings].sort(byText(({ at }) => at)).reverse();
}

/** By how much the level rose: `2`, `-6`, `0`; `new` where there was none before. */
function changeOf(now: Rating | undefined, last: Rating | undefined): string {
  if (!now) return '';
  if (!last) return 'new';
  return areComparable(now.criteria, last.criteria) ? String(now.level - last.level) : 'not comparable';
}

function treatmentOf({ treatments }: Risk) {
  const last = treatments.at(-1);
  const [before] = inTime(treatments.slice(0, -1).flatMap((t) => t.residual ?? []));
  return {
    option: last?.option,
    controls: last?.controls.join(' '),
    treatment: textOf(last?.text),
    decided_by: last?.by,
    decided: last?.at,
    action_owner: last?.action?.owner,
    action_due: last?.action?.due.date ?? last?.action?.due.at,
    done: last?.done?.at,
    verified_by: last?.done?.verifiedBy,
    evidence: last?.done?.evidence.map(textOf).join('; '),
    taken_back: (last?.takenBack ?? [])
      .map(({ at, undone }) => `done ${at}, taken back ${takenBackWords(undone)}`)
      .join('; '),
    residual: last?.residual?.level,
    last_residual: before?.level,
    residual_change: changeOf(last?.residual, before),
    failed: last?.failed?.at,
    failed_because: textOf(last?.failed?.because),
  };
}

function acceptanceOf(risk: Risk) {
  const accepted = standingAcceptance(risk);
  return {
    accepted_by: accepted?.by,
    accepted: accepted && acceptedAt(accepted),
    accepted_level: accepted?.level,
    accepted_limit: accepted?.limit,
    justification: textOf(accepted?.because),
    approved_by: accepted?.approved?.by,
    expires: accepted?.expires,
  };
}
