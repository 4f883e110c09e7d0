import { barredFrom } from '../authority.ts';
import { deadlineAfter } from '../calendar/deadline.ts';
import { jsonOf, textOf } from '../event.ts';
import { linkTo } from '../occasion/where.ts';
import { leads, nameOf, topManagement } from '../organisation.ts';
import type { Duty, Measure } from '../programme.ts';
import type { Stages, StageView } from '../stage.ts';
import { aboutId } from '../subject.ts';
import { implementers } from '../task/people.ts';
import type { Evidence, Item, TaskDraft, TaskState } from '../task/state.ts';
import { draftWork, dutyOf } from '../task/terms.ts';
import { draftTriage } from '../triage/draft.ts';
import { question } from '../triage/questions.ts';
import type { Measured } from './measure.ts';
import { ANALYSIS } from './series.ts';
import { spokenTarget, withUnit } from './target.ts';

/**
 * `measure`: the value, its source, and what somebody makes of it; `decide`: what follows from a target that was not met, each time that it
 * was not (9.1, 6.2).
 */
export const measurementStages: Stages = {
  needs: [],
  beside: ['decide'],
  tasks: { measure, decide },
  more: { decide: decideAgain },
};

function measure(view: StageView): TaskDraft[] {
  const duty = dutyOf(view);
  const draft = draftWork(view);
  const { evidence } = draft.terms;
  const { occurrence } = view;
  const measures = { series: aboutId(duty, occurrence.subject), period: occurrence.period };
  const analysis = evidence.some(({ id }) => id === ANALYSIS) ? [] : [ANALYSIS_ITEM];
  const items = [valueItem(duty, occurrence.subject), ...evidence, ...analysis];
  return [{ ...draft, terms: { ...draft.terms, slot: 'measure', evidence: items, measures } }];
}

const ANALYSIS_ITEM: Item = {
  id: ANALYSIS,
  text: { text: 'what the value means, in a sentence or two: trend, cause, what follows' },
  file: false,
  kept: false,
};

function valueItem(duty: Duty, subject: string | undefined): Item {
  const { target, unit } = duty.subjects.find((s) => s.id === subject)?.measure ?? duty.measure ?? {};
  if (!target) throw new Error(`Duty ${duty.id} measures without a target, which apply does not let through.`);
  const form: Measure = { target, ...(unit && { unit }) };
  return {
    id: 'value',
    text: { text: `what was measured; it should be ${spokenTarget(target, unit)}` },
    file: false,
    kept: false,
    word: 'measure',
    form: jsonOf(form),
  };
}

/** Whoever measured never decides whether it matters: the lead does, or top management (domain: authority). */
function decide(view: StageView): TaskDraft[] {
  const measured = measuredIn(view);
  const value = measured?.submission?.items.find((e) => e.says?.met === false);
  if (!measured?.endedAt || !value || measured.verdict === 'waived') return [];
  const { org, now } = view;
  const own = [measured.assignee, value.by];
  const helped = barredFrom([leads(org), topManagement(org)], implementers(measured), own);
  const barred = [...new Set([...own, ...helped])];
  const measures = measured.terms.measures && { ...measured.terms.measures, endedAt: measured.endedAt };
  const drafts = draftTriage(view, {
    slot: 'decide',
    title: `${textOf(measured.terms.title)}: the target was missed`,
    ask: `Decide what follows from ${spokenValue(value)}, where ${spokenForm(value)} was wanted.`,
    instructions: [`Measured by ${nameOf(org, value.by)}${linkTo(measured)}.`],
    questions: questionsOf(view, measured, value),
    barred,
    due: deadlineAfter(org.calendar, now, org.programme.clocks.verification),
  });
  return drafts.map(({ assignee, terms }) => ({ assignee, terms: { ...terms, ...(measures && { measures }) } }));
}

/** Brought back and measured anew after that, a target that is missed again is decided about in a ticket of its own. */
function decideAgain(view: StageView): TaskDraft[] {
  const endedAt = measuredIn(view)?.endedAt;
  const before = view.tasks.filter(({ terms }) => terms.kind === 'triage');
  // One of an earlier release does not say which value it is about.
  if (before.some(({ terms }) => (terms.measures?.endedAt ?? endedAt) === endedAt)) return [];
  return decide(view).map(({ assignee, terms }) => {
    const title = { text: `${textOf(terms.title)} again` };
    return { assignee, terms: { ...terms, slot: `decide/${before.length + 1}`, title } };
  });
}

function measuredIn({ tasks }: StageView): TaskState | undefined {
  return tasks.find(({ terms }) => terms.slot === 'measure');
}

function questionsOf(view: StageView, measured: TaskState, value: Evidence): Item[] {
  const duty = dutyOf(view);
  const title = `${textOf(measured.terms.title)}: target missed`;
  const nature = `${spokenValue(value)} was measured where ${spokenForm(value)} was wanted${linkTo(measured)}.`;
  const { clauses, process } = duty;
  const source = { kind: 'measurement' as const };
  const finding = { title, nature, source, clauses, process, grade: 'minor' as const };
  const suggestion = { title, text: nature, clauses: ['10.1'], process, source: measured.terms.display };
  return [
    question('nonconformity', 'is a requirement not fulfilled?', { starts: { what: 'nonconformity', finding } }),
    question('improvement', 'is there something to make better?', { starts: { what: 'improvement', suggestion } }),
  ];
}

function spokenValue({ says }: Evidence): string {
  const { value, unit } = says as unknown as Measured;
  return withUnit(value, unit);
}

function spokenForm({ says }: Evidence): string {
  const { target, unit } = says as unknown as Measured;
  return spokenTarget(target, unit);
}
