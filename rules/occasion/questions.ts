import { deadlineAfter } from '../calendar/deadline.ts';
import type { Finding } from '../nonconformity/finding.ts';
import type { Source } from '../nonconformity/terms.ts';
import type { Organisation } from '../organisation.ts';
import type { Authority } from '../programme.ts';
import { kindOfDuty } from '../risk-assessment/duties.ts';
import type { StageView } from '../stage.ts';
import type { Item, TaskState } from '../task/state.ts';
import { dutyOf } from '../task/terms.ts';
import { question } from '../triage/questions.ts';
import { endOf } from '../wording/phrases.ts';
import { assessmentIn, scopeReviewIn } from './duties.ts';
import type { Occasion } from './occasion.ts';
import { askWhether, OTHERS } from './outside.ts';
import { linkTo } from './where.ts';

/** Whether risks are assessed again (8.2): "yes" opens the programme's own duty, where it has one. */
export function reassess({ programme }: Organisation): Item {
  const duty = assessmentIn(programme.duties);
  const text = 'do our risks have to be assessed again?';
  return question('reassess', text, duty && { starts: { what: 'duty', duty: duty.id } });
}

/** Whether a change moves the scope (4.3, 6.3): "yes" opens its review, where the programme has a duty for that. */
export function scopeChanges({ programme }: Organisation): Item {
  const duty = scopeReviewIn(programme.duties);
  const then = `Then top management approves the plan${duty ? ', and the scope is reviewed' : ''}`;
  const text = `does the scope of the management system change? ${then}`;
  return question('scope', text, duty && { starts: { what: 'duty', duty: duty.id } });
}

/** Whether one risk is assessed again: "yes" opens that, unless it has begun already. @param by what failed: its treatment's occurrence. */
export function reassessRisk(duty: string, risk: string, by: string): Item {
  return question('reassess', `does ${risk} have to be assessed again?`, {
    starts: { what: 'duty', duty, failed: { risk, by } },
  });
}

/** Whether the treatment of a risk failed, where the programme treats risks: "yes" names the risk, which is recorded and assessed anew (8.3). */
export function treatmentFailed(org: Organisation): Item[] {
  if (!kindOfDuty(org, 'risk-treatment')) return [];
  const assessing = kindOfDuty(org, 'risk-assessment');
  const starts = { what: 'failure' as const, ...(assessing && { duty: assessing }) };
  return [question('treatment', 'did the treatment of a risk fail? If so, name the risk, such as R-7', { starts })];
}

/** Whether a requirement was not fulfilled (10.2): "yes" raises a nonconformity, whose nature is the reason given. */
export function notFulfilled(view: StageView, occasion: Occasion, task: TaskState | undefined): Item {
  const { clauses, process } = dutyOf(view);
  const { display } = occasion;
  const finding = {
    ...sourceOf(occasion, task),
    title: `${display}: a requirement was not fulfilled`,
    nature: `The triage of ${display}${linkTo(task)} found that a requirement was not fulfilled.`,
    clauses,
    process,
    grade: 'minor' as const,
  };
  return question('nonconformity', 'was a requirement not fulfilled?', { starts: { what: 'nonconformity', finding } });
}

/**
 * What the nonconformity follows from: the incident, or the risk whose treatment failed. After a change it is raised by whoever answers,
 * with a link to the change.
 */
function sourceOf(
  { kind, id, display, risk }: Occasion,
  task: TaskState | undefined,
): Pick<Finding, 'source' | 'links'> {
  const source: Partial<Record<Occasion['kind'], Source>> = {
    incident: { kind: 'incident' },
    'failed-treatment': { kind: 'risk' },
  };
  const from = source[kind];
  const { number, url } = task?.thread.ref ?? {};
  const link = { key: task?.terms.key ?? id, display: risk ?? display, ...(number && { number }), ...(url && { url }) };
  return { ...(from && { source: from }), links: [link] };
}

/** Whether somebody outside has to be told: one question for each authority of the programme, each with its own clock (A.5.5, A.5.24). */
export function whomToTell(org: Organisation, { at }: Occasion, authorities: Authority[]): Item[] {
  if (authorities.length === 0)
    return [question(askWhether(OTHERS), 'does anybody outside have to be told, such as an authority or a customer?')];
  return authorities.map(({ id, title, within }) => {
    const by = endOf(org, deadlineAfter(org.calendar, at, within), 'short');
    return question(askWhether(id), `does ${title} have to be told? If so, by ${by}`);
  });
}
