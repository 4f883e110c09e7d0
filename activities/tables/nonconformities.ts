import { allPages } from '../../register/records.ts';
import { broughtAlong } from '../../rules/brought.ts';
import { textOf } from '../../rules/event.ts';
import { isDated } from '../../rules/nonconformity/clock.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import { type StepName, stageOf } from '../../rules/nonconformity/state.ts';
import { byText } from '../../rules/order.ts';
import type { Deadline } from '../../rules/time.ts';
import { showExternal } from '../history/external.ts';
import { type Overdue, overdueIn } from '../history/overdue.ts';
import type { TableKind } from './table.ts';

/** Every nonconformity with both grades, deadlines, and when each was noticed (10.2). */
export const nonconformities: TableKind = {
  source: 'nonconformities',
  about: 'grades, plan, deadlines, extensions, effectiveness of every nonconformity',
  rows: async ({ register }) => {
    const all = await allPages((page) => register.loadRows<NonconformityState>('nonconformity', {}, page));
    const overdue = await overdueIn(register);
    return all
      .sort(byText(({ state }) => state.terms.display))
      .map(({ key, state }) => lineOf(state, overdue.get(key) ?? []));
  },
};

function lineOf(state: NonconformityState, overdue: Overdue[]) {
  const { terms, grade, grades, clocks, plan, verdicts, steps, extended } = state;
  const said = (step: StepName) => textOf(steps[step]?.text);
  const external = showExternal(state);
  // Raised as a major it became one only after it was something else.
  const became = (terms.ownGrade === 'major' ? grades.slice(1) : grades).findLast((g) => g.grade === 'major');
  return {
    nonconformity: terms.display,
    formerly: terms.brought?.number ?? '',
    title: textOf(terms.title),
    nature: textOf(terms.nature),
    evidence: textOf(terms.evidence),
    clauses: terms.clauses.join(' '),
    process: terms.process,
    source: terms.brought?.source ?? terms.source.kind,
    raised_on: terms.raisedOn,
    raised_by: terms.raisedBy ?? '',
    owner: terms.owner,
    own_grade: terms.ownGrade,
    grade,
    rule: grades.at(-1)?.rule ?? 'raised',
    became_major: became?.on ?? became?.at ?? '',
    became_major_noticed: became?.noticed ?? '',
    step: stageOf(state),
    round: state.round,
    correction: said('correction'),
    extent: said('extent'),
    similar: said('similar'),
    cause: said('cause'),
    criterion: said('criterion'),
    plan_due: dayOf(clocks.plan),
    plan_agreed: plan.agreed?.at ?? '',
    plan_agreed_by: plan.agreed?.by ?? '',
    resolve_due: dayOf(clocks.resolve),
    resolved: state.resolved?.at ?? '',
    overdue_noticed: overdue.at(-1)?.noticed ?? '',
    deadlines_passed: passed(state, overdue).join('; '),
    extensions: extended.length,
    extended_by: extended.at(-1)?.by ?? '',
    effectiveness: verdicts.at(-1)?.verdict ?? '',
    effectiveness_by: verdicts.at(-1)?.by ?? '',
    closed: state.closed?.on ?? state.closed?.at ?? '',
    recurrence_of: state.recurrenceOf?.display ?? '',
    recurred_as: (state.recurrences ?? []).map((r) => r.display).join(' '),
    body: external?.body ?? '',
    body_stage: external?.stage ?? '',
    body_grade: external?.grade ?? '',
    body_status: external?.status ?? '',
    ticket: state.thread.ref?.number ?? '',
    brought_along: broughtAlong(terms),
  };
}

/** Each deadline of its resolution that passed in any round, the grade that it had, and when that was noticed. */
function passed({ grades }: NonconformityState, overdue: Overdue[]): string[] {
  const asMinor = grades.flatMap(({ deadline, noticed }) => (deadline ? { grade: 'minor', deadline, noticed } : []));
  return [...asMinor, ...overdue.map((one) => ({ grade: 'major', ...one }))]
    .sort(byText(({ deadline }) => deadline.at))
    .map(({ grade, deadline, noticed }) => `${dayOf(deadline)} as ${grade}, noticed ${noticed}`);
}

function dayOf(deadline: Deadline): string {
  return isDated(deadline) ? (deadline.date ?? deadline.at) : '';
}
