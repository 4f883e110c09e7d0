import { auditStages } from './audit/stages.ts';
import { campaignStages } from './campaign/stages.ts';
import { certificationStages } from './certification/stages.ts';
import { changeStages } from './change/stages.ts';
import { documentStages } from './document/stages.ts';
import type { Noun } from './documented.ts';
import { improvementStages } from './improvement/stages.ts';
import { incidentStages } from './incident/stages.ts';
import { managementReviewStages } from './management-review/stages.ts';
import { measurementStages } from './measurement/stages.ts';
import type { OccurrenceOutcome } from './occurrence-state.ts';
import type { DutyKind } from './programme.ts';
import { requestStages } from './request/stages.ts';
import { reviewStages } from './review/stages.ts';
import { assessmentStages } from './risk-assessment/stages.ts';
import { failureStages } from './risk-treatment/failure.ts';
import { treatmentStages } from './risk-treatment/stages.ts';
import type { Stages, StageView } from './stage.ts';
import { openedLate } from './stage-delay.ts';
import type { TaskDraft, TaskState, TaskTerms } from './task/state.ts';
import { draftWork } from './task/terms.ts';

/** How each kind is staged; in which order, its workflow says (domain, section 5). */
const kinds: Record<DutyKind, Stages> = {
  'evidence-request': requestStages,
  review: reviewStages,
  measurement: measurementStages,
  'document-review': documentStages,
  campaign: campaignStages,
  'management-review': managementReviewStages,
  improvement: improvementStages,
  'failed-treatment': failureStages,
  'risk-assessment': assessmentStages,
  'risk-treatment': treatmentStages,
  'internal-audit': auditStages,
  incident: incidentStages,
  change: changeStages,
  certification: certificationStages,
};

/** Whether a stage is drafted from the pack of a management review. */
export function isPacked(kind: DutyKind, stage: string): boolean {
  return kind === 'management-review' && stage === 'meeting';
}

/** @returns the names of a kind's stages, in the order in which they begin. */
export function stagesOf(kind: DutyKind): string[] {
  return Object.keys(kinds[kind].tasks);
}

/** @returns documented information that a kind's stages are drafted from. */
export function neededBy(kind: DutyKind): Noun[] {
  return kinds[kind].needs;
}

/** @returns the stages of a kind whose tasks may have dates of their own: none where it has one task. */
export function datedStages(kind: DutyKind): string[] {
  const names = Object.keys(kinds[kind].tasks);
  return names.length > 1 ? names : [];
}

/** @returns whether a kind's stages are drafted from what happened in the year before. */
export function looksBack(kind: DutyKind): boolean {
  return kinds[kind].looksBack === true;
}

/** @returns whether a stage may turn out to need further tasks, once those that it began with have ended. */
export function mayNeedMore(kind: DutyKind, stage: string): boolean {
  return kinds[kind].more?.[stage] !== undefined || isOneByOne(kind, stage);
}

/** @returns the stage whose tasks may be asked for while this one is under way, maybe itself; undefined where all wait for its end. */
export function meanwhileOf(kind: DutyKind, stage: string): string | undefined {
  return kinds[kind].meanwhile?.[stage] ?? (isOneByOne(kind, stage) ? stage : undefined);
}

/** Whether each task of a stage begins as soon as it is asked for. */
function isOneByOne(kind: DutyKind, stage: string): boolean {
  return Object.values(kinds[kind].meanwhile ?? {}).includes(stage);
}

/**
 * @returns the tasks that a stage needs and lacks. Once it has begun it keeps those that it began with: who held a role then keeps the task.
 * When all of them have ended it is asked whether it needs more. Where each begins as soon as it is asked for, those that are there are left.
 * @throws Error for a stage that the kind does not have: its workflow is of another release.
 */
export function lackingIn(kind: DutyKind, stage: string, view: StageView): TaskDraft[] {
  const draft = kinds[kind].tasks[stage];
  if (!draft) throw new Error(`${kind} has no stage ${stage}; it has: ${Object.keys(kinds[kind].tasks).join(', ')}`);
  const begun = tasksOfStage(stage, view.tasks);
  if (isOneByOne(kind, stage))
    return draft(view).filter(({ terms }) => !begun.some((task) => task.terms.slot === terms.slot));
  if (begun.some((task) => task.stage !== 'ended')) return [];
  const lacking = begun.length > 0 ? kinds[kind].more?.[stage] : draft;
  return lacking?.(asOpened(kind, stage, view)) ?? [];
}

/** @returns the view as a stage is drafted from it: with the occurrence's dates moved, where the engine opens the stage late (domain: missed). */
export function asOpened(kind: DutyKind, stage: string, view: StageView): StageView {
  const { inTurn, beside = [] } = kinds[kind];
  if (!inTurn || beside.includes(stage)) return view;
  const before = view.tasks.filter(({ terms }) => !beside.some((name) => isOfStage(name, terms)));
  return openedLate(view, before) ?? view;
}

/**
 * @returns the tasks that an occurrence begins with: those of the first stage that needs any. What is drafted from a pack, which is made on
 * the day, has its work as the duty states it.
 */
export function firstTasks(kind: DutyKind, view: StageView): TaskDraft[] {
  for (const stage of stagesOf(kind)) {
    const tasks = isPacked(kind, stage) ? [draftWork(view)] : lackingIn(kind, stage, view);
    if (tasks.length > 0) return tasks;
  }
  return [];
}

/** @returns the tasks of a stage: their slot is its name, or begins with it and a slash. */
export function tasksOfStage(stage: string, tasks: TaskState[]): TaskState[] {
  return tasks.filter(({ terms }) => isOfStage(stage, terms));
}

function isOfStage(stage: string, { slot }: Pick<TaskTerms, 'slot'>): boolean {
  return slot === stage || slot.startsWith(`${stage}/`);
}

/**
 * @returns how an occurrence ended whose tasks have all ended, or that needed none: waived where the last stage that it came to was, such
 * as an audit's fieldwork or report, whatever was done before; what goes beside it or follows from it, such as a notice or the lessons of
 * an incident, fulfils nothing of it (domain: waived).
 */
export function occurrenceOutcome(kind: DutyKind, tasks: TaskState[]): OccurrenceOutcome {
  const whole = tasks.filter(({ terms }) => !terms.partOf);
  const last = mainStagesOf(kind).findLast((stage) => tasksOfStage(stage, whole).length > 0);
  const fulfilling = last === undefined ? whole : tasksOfStage(last, whole);
  if (fulfilling.length > 0 && fulfilling.every(({ verdict }) => verdict === 'waived' || verdict === 'withdrawn'))
    return 'waived';
  return whole.some(({ verdict }) => verdict === 'verified') ? 'verified' : 'recorded';
}

function mainStagesOf(kind: DutyKind): string[] {
  const { tasks, beside = [] } = kinds[kind];
  return Object.keys(tasks).filter((stage) => !beside.includes(stage));
}
