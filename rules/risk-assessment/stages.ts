import { textOf } from '../event.ts';
import { byText, compareNumbered } from '../order.ts';
import { managementTrackerOf, nameOf, topManagement, trackerFor } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { CRITERIA } from '../risk/approved-criteria.ts';
import { riskOf } from '../risk/cause.ts';
import { compareRisks } from '../risk/comparison.ts';
import { areComparable, criteriaVersion, type RiskCriteria, spokenCriteria } from '../risk/criteria.ts';
import { riskOwners } from '../risk/owner.ts';
import { currentOf, isUnacceptable, openTreatment, standingAcceptance } from '../risk/reading.ts';
import type { Risk } from '../risk/state.ts';
import { NEW } from '../risk/terms.ts';
import type { Stages, StageView } from '../stage.ts';
import { datesOfStage } from '../stage-dates.ts';
import type { Statement } from '../statement/state.ts';
import type { Item, TaskDraft } from '../task/state.ts';
import { draftWork, dutyOf, titleOf } from '../task/terms.ts';
import { listedRisk, statementLine } from '../wording/risk.ts';

/**
 * The assessment of risks (6.1.2, 8.2): management approves the criteria, unless it has; the duty's owner prepares; each owner rates their
 * risks; the results are reported, and what cannot be retained is treated. One risk that is assessed anew is only rated.
 */
export const assessmentStages: Stages = {
  needs: ['risk', 'criteria', 'statement'],
  inTurn: true,
  tasks: { criteria, prepare, rate, report },
};

const MOST_LISTED = 12;

/** @returns the criteria in force. @throws Error if the programme has none, which `apply` does not let through. */
export function criteriaOf({ org, version }: Pick<StageView, 'org' | 'version'>): RiskCriteria {
  const criteria = org.programme.riskCriteria ?? version.riskCriteria;
  if (criteria) return criteria;
  throw new Error('The programme has duties about risks and no risk_criteria.');
}

/** @returns the criteria to rate by: those in force once management approved them, until then the ones that it approved last (6.1.2 a). */
export function approvedCriteria(view: Pick<StageView, 'org' | 'version' | 'documented'>): RiskCriteria {
  const inForce = criteriaOf(view);
  const approved = view.documented.filter((d) => d.noun === 'criteria');
  if (approved.some(({ id }) => id === criteriaVersion(inForce))) return inForce;
  const [last] = approved.sort((a, b) => (a.approved.at < b.approved.at ? 1 : -1));
  return last?.criteria ?? inForce;
}

function isAlone({ occurrence }: StageView): boolean {
  return riskOf(occurrence.cause) !== undefined;
}

function risksIn({ documented }: StageView): Risk[] {
  return documented.filter((d) => d.noun === 'risk').filter((risk) => !risk.retired);
}

function criteria(view: StageView): TaskDraft[] {
  const asked = criteriaOf(view);
  const approved = view.documented.some((d) => d.noun === 'criteria' && d.id === criteriaVersion(asked));
  const [decider] = topManagement(view.org);
  if (isAlone(view) || approved || !decider) return [];
  const { verifier: _, next: __, ...terms } = draftWork(view).terms;
  return [
    {
      assignee: decider,
      terms: {
        ...terms,
        kind: 'risk-criteria',
        slot: 'criteria',
        title: { text: `${title(view)}: the criteria` },
        ask: { text: 'Approve the criteria by which risks are rated and retained.' },
        instructions: [],
        evidence: [{ ...itemOf(CRITERIA, spokenCriteria(asked)), word: 'approve' }],
        risks: { criteria: asked },
        owner: decider,
        tracker: trackerFor(view.org, decider, managementTrackerOf(view.org.programme)),
        ...datesOfStage(view, 'criteria'),
      },
    },
  ];
}

function prepare(view: StageView): TaskDraft[] {
  if (isAlone(view)) return [];
  const draft = draftWork(view);
  const asked = approvedCriteria(view);
  const { next: _, ...terms } = draft.terms;
  const evidence = [
    itemOf('scope', 'what is assessed, and what changed since last time: assets, suppliers, threats, incidents'),
    newItem('risks that are missing from the register', 'add TITLE @owner'),
  ];
  const known = `Known so far: ${lastResults(view)}.`;
  return [
    {
      ...draft,
      terms: {
        ...terms,
        slot: 'prepare',
        title: { text: `${title(view)}: prepare` },
        ask: { text: 'Prepare the risk assessment: what is assessed, what changed, who owns what.' },
        instructions: [...terms.instructions, { text: known }],
        evidence,
        risks: { criteria: asked },
        ...datesOfStage(view, 'prepare'),
      },
    },
  ];
}

function lastResults(view: StageView): string {
  const risks = risksIn(view);
  const limits = risks.flatMap((risk) => currentOf(risk) ?? []).filter(isUnacceptable).length;
  return `${risks.length} ${risks.length === 1 ? 'risk' : 'risks'}, ${limits} above what may be retained`;
}

/** Each owner rates their own (6.1.2 c). Whose owner has left the programme, the lead rates until it has another one. */
function rate(view: StageView): TaskDraft[] {
  const { org } = view;
  const only = riskOf(view.occurrence.cause);
  const risks = risksIn(view).filter(({ id }) => only === undefined || id === only);
  const owners = new Map<PersonId, Risk[]>();
  for (const risk of risks) {
    const [owner = risk.owner] = riskOwners(risk.owner, org);
    owners.set(owner, [...(owners.get(owner) ?? []), risk]);
  }
  return [...owners].sort(byText(([owner]) => owner)).map(([owner, own]) => rating(view, owner, own));
}

function rating(view: StageView, owner: PersonId, risks: Risk[]): TaskDraft {
  const { org } = view;
  const asked = approvedCriteria(view);
  const alone = isAlone(view);
  const { next: _, verifier, ...terms } = draftWork(view).terms;
  const duty = dutyOf(view);
  const fresh = newItem('what else could go wrong', 'add TITLE consequence=4 likelihood=3');
  const [risk] = risks;
  const about = alone && risk ? `${risk.id}, ${textOf(risk.title)}` : `risks of ${nameOf(org, owner)}`;
  return {
    assignee: owner,
    terms: {
      ...terms,
      kind: 'risk-rating',
      slot: `rate/${owner}`,
      title: { text: `${title(view)}: ${about}` },
      ask: {
        text: alone
          ? 'Rate this risk anew: its treatment did not do enough.'
          : 'Rate each of your risks as it stands today.',
      },
      instructions: [{ text: `The scales: ${spokenCriteria(asked)}.` }],
      evidence: [...inOrder(risks).map((r) => ratingItem(r, asked)), ...(alone ? [] : [fresh])],
      risks: { criteria: asked, ...(alone && { alone }) },
      owner,
      selfVerification: false,
      ...(verifier && { verifier: duty.owner }),
      tracker: trackerFor(org, owner, terms.tracker),
      ...datesOfStage(view, 'rate'),
    },
  };
}

function ratingItem(risk: Risk, asked: RiskCriteria): Item {
  const last = currentOf(risk);
  const then = last && areComparable(last.criteria, criteriaVersion(asked)) ? `; last time ${last.level}` : '';
  const unlike = last && !then ? '; last time on another scale' : '';
  const where = risk.scope ? ` (${textOf(risk.scope)})` : '';
  return { ...itemOf(risk.id, `${textOf(risk.title)}${where}${then}${unlike}`), word: 'risk' };
}

function report(view: StageView): TaskDraft[] {
  if (isAlone(view)) return [];
  const draft = draftWork(view);
  const { documented, tasks, occurrence } = view;
  const since = tasks.map((t) => t.thread.openedAt ?? t.terms.opens).sort()[0] ?? occurrence.opens;
  const all = documented.filter((d) => d.noun === 'risk');
  const compared = compareRisks(all, since);
  const above = compared.filter(
    ({ risk, now }) => !risk.retired && now && isUnacceptable(now) && !standingAcceptance(risk),
  );
  const shown = compared.slice(0, compared.length > MOST_LISTED ? MOST_LISTED - 1 : MOST_LISTED).map(listedRisk);
  const more = compared.length - shown.length;
  const counted = compared.filter(({ risk }) => !risk.retired).length;
  const statement = documented.find((d): d is Statement => d.noun === 'statement');
  const lines = [...shown, ...(more > 0 ? [`and ${more} more`] : []), ...statementLine(statement)];
  return [
    {
      ...draft,
      terms: {
        ...draft.terms,
        slot: 'report',
        title: { text: `${title(view)}: the results` },
        ask: {
          text: `Report the results to whoever needs them: ${counted} risks, ${above.length} to be treated.`,
        },
        instructions: lines.map((text) => ({ text })),
        evidence:
          draft.terms.evidence.length > 0 ? draft.terms.evidence : [itemOf('report', 'the report, and who got it')],
        risks: {
          criteria: approvedCriteria(view),
          // One that is being treated already is not treated twice at the same time.
          unacceptable: above.flatMap(({ risk, now }) =>
            now && !openTreatment(risk) ? [{ id: risk.id, level: now.level, limit: now.limit }] : [],
          ),
          ...(statement && { statement: statement.versions.length }),
        },
        ...datesOfStage(view, 'report'),
      },
    },
  ];
}

function title(view: StageView): string {
  return titleOf(dutyOf(view), view.occurrence);
}

function inOrder(risks: Risk[]): Risk[] {
  return [...risks].sort((a, b) => compareNumbered(a.id, b.id));
}

/** What nobody thought of before; that there is nothing is an answer, too (6.1.2 c). */
function newItem(text: string, how: string): Item {
  return { ...itemOf(NEW, `${text}; or risk none because …`), word: 'risk', form: { how } };
}

function itemOf(id: string, text: string): Item {
  return { id, text: { text }, file: false, kept: false };
}
