import { nameOf } from '../../organisation.ts';
import { owedBy } from '../../plan/renewals.ts';
import type { Duty } from '../../programme.ts';
import { amount, listed } from '../../wording/phrases.ts';
import type { Life } from '../life.ts';
import { namedBy } from './clauses.ts';

/** So many are named; the rest is counted. */
const MOST_NAMED = 4;

/** @returns in words what an auditor who asks for everything would find, what weighs most first. */
export function foundByAnAuditor(life: Life): string[] {
  return [
    ...pastDeadlines(life),
    ...turned(life),
    ...missed(life),
    ...unheld(life),
    ...evidence(life),
    ...lateChecks(life),
  ];
}

function pastDeadlines({ found }: Life): string[] {
  const those = found.filter(({ overdue }) => overdue).map(({ terms }) => terms.display);
  return those.length === 0
    ? []
    : [`major nonconformities past their deadline: ${some(those)}; they put the certificate at risk`];
}

function turned({ found }: Life): string[] {
  const those = found.filter(({ grades }) => grades.some(({ rule }) => rule.startsWith('nc.minor')));
  if (those.length === 0) return [];
  return [`minor nonconformities left until they turned major: ${some(those.map(({ terms }) => terms.display))}`];
}

function missed({ occurrences, org }: Life): string[] {
  return owedBy(org.programme).flatMap(({ id, title, clauses }) => {
    const all = occurrences.filter(({ state }) => state.duty === id).map(({ state }) => state);
    const those = all.filter(({ missed }) => missed).sort((a, b) => (a.opens < b.opens ? -1 : 1));
    if (those.length === 0) return [];
    const when = some([...new Set(those.map(({ periodName }) => periodName))]);
    return [`${clauses.join(', ')} ${title}: ${those.length} of ${all.length} missed (${when})`];
  });
}

function unheld({ org }: Life): string[] {
  const { leftOut } = namedBy(org.programme);
  // A management review is signed by top management whatever the file says.
  const isUnchecked = ({ verifier, kind }: Duty) => !verifier && kind !== 'management-review';
  const unverified = org.programme.duties.filter(isUnchecked).map(({ id }) => id);
  return [
    ...(leftOut.length > 0 ? [`no duty names ${listed(leftOut)}`] : []),
    ...(unverified.length > 0 ? [`checked by the engine only: ${some(unverified)}`] : []),
  ];
}

function evidence({ tasks }: Life): string[] {
  const items = tasks.flatMap(({ submission }) => submission?.items ?? []);
  const linked = items.filter(({ how, kept }) => (how === 'file' || how === 'link') && !kept).length;
  return linked > 0 ? [`${amount(linked, 'item')} of evidence linked, not kept`] : [];
}

function lateChecks({ tasks, org, until }: Life): string[] {
  const late = tasks.filter(({ verification, verified, stage }) => {
    if (!verification || (stage === 'ended' && !verified)) return false;
    return (verified?.at ?? until) >= verification.due.at;
  });
  if (late.length === 0) return [];
  const who = [...new Set(late.flatMap(({ verified, verification }) => verified?.by ?? verification?.asked ?? []))];
  return [`${amount(late.length, 'verification')} later than asked, by ${some(who.map((p) => nameOf(org, p)))}`];
}

function some(names: string[]): string {
  const rest = names.length - MOST_NAMED;
  return rest > 0 ? `${names.slice(0, MOST_NAMED).join(', ')} and ${rest} more` : listed(names);
}
