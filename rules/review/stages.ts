import { type Audit, coveredBy } from '../audit/record.ts';
import { dateAt } from '../calendar/local-day.ts';
import type { Stages, StageView } from '../stage.ts';
import type { TaskDraft } from '../task/state.ts';
import { draftWork } from '../task/terms.ts';
import { uncoveredLines } from '../wording/coverage.ts';
import { cap } from '../wording/phrases.ts';

/** A review of the audit programme (9.2.2) carries what no audit has covered yet; any other is done as its duty states it. */
export const reviewStages: Stages = { needs: ['audit'], tasks: { task: (view) => [reviewed(view)] } };

function reviewed(view: StageView): TaskDraft {
  const draft = draftWork(view);
  if (!draft.terms.clauses.includes('9.2.2')) return draft;
  const { programme, calendar } = view.org;
  const audits = view.documented.filter((d): d is Audit => d.noun === 'audit');
  const lines = uncoveredLines(
    programme,
    calendar,
    coveredBy(audits, programme.zone),
    dateAt(programme.zone, view.now),
  ).map((line) => ({ text: `${cap(line)}.` }));
  return { ...draft, terms: { ...draft.terms, instructions: [...draft.terms.instructions, ...lines] } };
}
