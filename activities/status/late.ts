import type { Organisation } from '../../rules/organisation.ts';
import { limitAwaited } from '../../rules/task/deadlines.ts';
import { isNeverOverdue } from '../../rules/task/kinds.ts';
import { latenessIn } from '../../rules/task/lateness.ts';
import type { Deadline, Instant } from '../../rules/time.ts';
import { unitsLate } from '../../rules/wording/phrases.ts';
import { nonconformityLine, type OpenNonconformity, type OpenTask, type StatusLine, taskLine } from './line.ts';

/** A record whose date has passed undone. */
export interface LateLine extends StatusLine {
  /** Which of its dates has passed: a task's due date, a nonconformity's plan or resolution. */
  what: 'task' | 'plan' | 'resolution';
  /** By how much, in `unit`s. */
  lateBy: number;
  unit: 'day' | 'second';
  /** Since when the task counts as missed. */
  missed?: Instant;
  /** Its hard limit has passed, and it waits for verdicts on parts that were handed in before. */
  awaitsVerdicts?: true;
}

/** @returns the task's line if it was due and is not handed in. */
export function lateTask(task: OpenTask, org: Organisation, now: Instant): LateLine[] {
  const { stage, due, missed, terms } = task.state;
  if (stage !== 'open' || due.at > now || isNeverOverdue(terms.kind)) return [];
  const waits = limitAwaited(task.state) && { awaitsVerdicts: true as const };
  const late = { lateBy: latenessIn(task.state, org, now), unit: unitOf(due) };
  return [{ ...taskLine(task), what: 'task', ...late, ...(missed && { missed: missed.at }), ...waits }];
}

/** @returns the nonconformity's line if its plan or its resolution is late; the resolution stands for both. */
export function lateNonconformity(found: OpenNonconformity, org: Organisation, now: Instant): LateLine[] {
  const { clocks, plan, resolved, closed } = found.state;
  if (resolved || closed) return [];
  const line = nonconformityLine(found);
  if (clocks.resolve.at <= now) return [{ ...line, what: 'resolution', ...by(org, clocks.resolve, now) }];
  return !plan.agreed && clocks.plan.at <= now ? [{ ...line, what: 'plan', ...by(org, clocks.plan, now) }] : [];
}

function by(org: Organisation, deadline: Deadline, now: Instant): Pick<LateLine, 'lateBy' | 'unit'> {
  return { lateBy: unitsLate(org, now, deadline), unit: unitOf(deadline) };
}

function unitOf({ date }: Deadline): LateLine['unit'] {
  return date === undefined ? 'second' : 'day';
}
