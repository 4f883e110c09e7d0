import { managementTrackerOf, topManagement, trackerFor } from '../organisation.ts';
import { CRITERIA } from '../risk/approved-criteria.ts';
import { compareRisks } from '../risk/comparison.ts';
import { criteriaVersion, spokenCriteria } from '../risk/criteria.ts';
import { currentOf, isToBeTreated, isUnacceptable, openTreatment } from '../risk/reading.ts';
import type { Stages, StageView } from '../stage.ts';
import { datesOfStage } from '../stage-dates.ts';
import type { Statement } from '../statement/state.ts';
import type { TaskDraft } from '../task/state.ts';
import { draftWork } from '../task/terms.ts';
import { amount } from '../wording/phrases.ts';
import { listedRisk, statementLine } from '../wording/risk.ts';
import { approvedCriteria, criteriaOf, isAlone, itemOf, newItem, risksIn, title } from './part.ts';
import { rate, rateMore } from './rating.ts';

/**
 * The assessment of risks (6.1.2, 8.2): management approves the criteria, unless it has; the duty's owner prepares; each owner rates their
 * risks; the results are reported, and what cannot be retained is treated. One risk that is assessed anew is only rated.
 */
export const assessmentStages: Stages = {
  needs: ['risk', 'criteria', 'statement'],
  inTurn: true,
  tasks: { criteria, prepare, rate, report },
  more: { rate: rateMore },
};

const MOST_LISTED = 12;

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
  return `${amount(risks.length, 'risk')}, ${limits} above what may be retained`;
}

function report(view: StageView): TaskDraft[] {
  if (isAlone(view)) return [];
  const draft = draftWork(view);
  const { documented, tasks, occurrence } = view;
  const since = tasks.map((t) => t.thread.openedAt ?? t.terms.opens).sort()[0] ?? occurrence.opens;
  const all = documented.filter((d) => d.noun === 'risk');
  const compared = compareRisks(all, since);
  const above = compared.filter(({ risk }) => isToBeTreated(risk));
  const shown = compared.slice(0, compared.length > MOST_LISTED ? MOST_LISTED - 1 : MOST_LISTED).map(listedRisk);
  const more = compared.length - shown.length;
  const counted = compared.filter(({ risk }) => !risk.retired).length;
  // One that is being treated already is not treated twice at the same time.
  const untreated = above.filter(({ risk }) => !openTreatment(risk));
  const treated = above.length - untreated.length;
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
          text: `Report the results to whoever needs them: ${amount(counted, 'risk')}, ${above.length} to be treated${treated > 0 ? `, ${treated} of them being treated already` : ''}.`,
        },
        instructions: lines.map((text) => ({ text })),
        evidence:
          draft.terms.evidence.length > 0 ? draft.terms.evidence : [itemOf('report', 'the report, and who got it')],
        risks: {
          criteria: approvedCriteria(view),
          unacceptable: untreated.flatMap(({ risk, now }) =>
            now ? [{ id: risk.id, level: now.level, limit: now.limit }] : [],
          ),
          ...(statement && { statement: statement.versions.length }),
        },
        ...datesOfStage(view, 'report'),
      },
    },
  ];
}
