import { textOf } from '../event.ts';
import { riskOf } from '../risk/cause.ts';
import { openTreatment, standingOf } from '../risk/reading.ts';
import { approvedCriteria } from '../risk-assessment/part.ts';
import type { StageView } from '../stage.ts';
import { datesOfStage } from '../stage-dates.ts';
import type { Statement } from '../statement/state.ts';
import type { TaskDraft } from '../task/state.ts';
import { draftWork } from '../task/terms.ts';
import { listedTreatment, statementLine } from '../wording/risk.ts';
import { itemOf } from './part.ts';

const MOST_LISTED = 12;

/** By its interval: every open treatment in one ticket, and how far it is (8.3). */
export function progress(view: StageView): TaskDraft[] {
  if (riskOf(view.occurrence.cause)) return [];
  const draft = draftWork(view);
  const risks = view.documented.filter((d) => d.noun === 'risk');
  const open = risks.filter((r) => openTreatment(r) || standingOf(r) === 'unacceptable');
  const shown = open.slice(0, open.length > MOST_LISTED ? MOST_LISTED - 1 : MOST_LISTED);
  const more = open.length - shown.length;
  const statement = view.documented.find((d): d is Statement => d.noun === 'statement');
  const lines = [
    ...draft.terms.instructions.map(textOf),
    ...shown.map((risk) => listedTreatment(risk, view.org)),
    ...(more > 0 ? [`and ${more} more`] : []),
    ...(open.length === 0 ? ['No treatment is open'] : []),
    ...statementLine(statement),
  ];
  const { evidence } = draft.terms;
  return [
    {
      ...draft,
      terms: {
        ...draft.terms,
        slot: 'progress',
        instructions: lines.map((text) => ({ text })),
        evidence:
          evidence.length > 0 ? evidence : [itemOf('status', 'how far each treatment is, and what holds it up')],
        risks: { criteria: approvedCriteria(view), ...(statement && { statement: statement.versions.length }) },
        ...datesOfStage(view, 'progress'),
      },
    },
  ];
}
