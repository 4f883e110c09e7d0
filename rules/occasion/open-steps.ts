import type { NonconformityState } from '../nonconformity/state.ts';
import type { OccurrenceState } from '../occurrence-state.ts';
import type { TaskState } from '../task/state.ts';
import type { Deadline } from '../time.ts';
import type { OccasionRecord } from './record.ts';

/** A step that is still owed: a task that has not ended, or an occurrence that has opened none yet. */
export interface OpenStep {
  duty: string;
  /** '' as long as it has no task; so are key and display id of that. */
  slot: string;
  subject?: string;
  task: string;
  display: string;
  due: Deadline;
  missed?: true;
}

/** What stands beside the record of something that happened: it keeps tasks only once they have ended. */
export interface Beside {
  open: OpenStep[];
  /** Nonconformities of any source. */
  raised: NonconformityState[];
}

export const NOTHING_BESIDE: Beside = { open: [], raised: [] };

/**
 * @param tasks none of which has ended, of whatever origin.
 * @param unopened occurrences that have no task yet.
 * @returns what is still owed on something that happened.
 */
export function openSteps(
  { id, noun }: Pick<OccasionRecord, 'id' | 'noun'>,
  tasks: TaskState[],
  unopened: OccurrenceState[],
): OpenStep[] {
  const isOfIt = (occasion: { kind: string; id: string } | undefined) => occasion?.kind === noun && occasion.id === id;
  return [
    ...tasks.filter(({ terms }) => isOfIt(terms.occasion)).map(stepIn),
    ...unopened
      .filter(({ occasion }) => isOfIt(occasion))
      .map(({ duty, subject, due }) => ({ duty, slot: '', ...(subject && { subject }), task: '', display: '', due })),
  ];
}

function stepIn({ terms, due, missed }: TaskState): OpenStep {
  const { duty = '', slot, key, display, occasion } = terms;
  const { subject } = occasion ?? {};
  return { duty, slot, ...(subject && { subject }), task: key, display, due, ...(missed && { missed: true }) };
}

/** @returns the steps that have ended, without what was taken up again since and so is owed. */
export function endedSteps({ followed }: Pick<OccasionRecord, 'followed'>, { open }: Beside) {
  return followed.filter(({ task }) => !open.some((step) => step.task === task));
}

/** @returns the nonconformities that a missed or waived task led to, as people call them. */
export function raisedBy(task: string, { raised }: Beside): string[] {
  return raised.flatMap(({ terms: { source, display } }) =>
    'task' in source && source.task.key === task ? display : [],
  );
}
