import { textOf } from '../event.ts';
import { areComparable } from './criteria.ts';
import { acceptedAt, currentOf, ratingsOf, standingAcceptance, standingOf } from './reading.ts';
import type { Rating, Risk } from './state.ts';

/** @returns the one line of a risk: rated, by which criteria, against last time, treated how, and accepted by whom (Q3 to Q5). */
export function riskRow(risk: Risk) {
  const now = currentOf(risk);
  const last = ratingsOf(risk).at(-2);
  const first = risk.ratings.at(-1);
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
    ratedBy: now?.by,
    ratedAt: now?.at,
    because: textOf(now?.because),
    lastLevel: last?.level,
    lastCriteria: last?.criteria,
    change: now && last ? changeOf(now, last) : '',
    levelBeforeTreatment: first?.level,
    ...treatmentOf(risk),
    ...acceptanceOf(risk),
    retiredAt: risk.retired?.at,
    retiredBecause: textOf(risk.retired?.because),
  };
}

function changeOf(now: Rating, last: Rating): string {
  return areComparable(now.criteria, last.criteria) ? String(now.level - last.level) : 'not comparable';
}

function treatmentOf({ treatments }: Risk) {
  const last = treatments.at(-1);
  return {
    option: last?.option,
    controls: last?.controls.join(' '),
    treatment: textOf(last?.text),
    decidedBy: last?.by,
    decidedAt: last?.at,
    actionOwner: last?.action?.owner,
    actionDue: last?.action?.due.date ?? last?.action?.due.at,
    doneAt: last?.done?.at,
    verifiedBy: last?.done?.verifiedBy,
    evidence: last?.done?.evidence.map(textOf).join('; '),
    residual: last?.residual?.level,
    failedAt: last?.failed?.at,
    failedBecause: textOf(last?.failed?.because),
  };
}

function acceptanceOf(risk: Risk) {
  const accepted = standingAcceptance(risk);
  return {
    acceptedBy: accepted?.by,
    acceptedAt: accepted && acceptedAt(accepted),
    acceptedLevel: accepted?.level,
    acceptedLimit: accepted?.limit,
    justification: textOf(accepted?.because),
    approvedBy: accepted?.approved?.by,
    expires: accepted?.expires,
  };
}
