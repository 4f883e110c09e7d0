import { textOf } from '../../event.ts';
import type { Organisation } from '../../organisation.ts';
import type { TaskState } from '../../task/state.ts';
import { asSubject, day, endOf } from '../phrases.ts';

/** @returns title and first line of the nonconformity that follows a missed duty. */
export function missedNature(task: TaskState, org: Organisation): { title: string; nature: string } {
  const title = textOf(task.terms.title);
  const limit = task.hardLimit ?? task.due;
  return {
    title: `${asSubject(title)} was missed`,
    nature: `${asSubject(title)} was due on ${day(org, task.due)} and was not done by ${endOf(org, limit)}.${openParts(task)}`,
  };
}

/** Of what is done in parts, those that were open: the one nonconformity names them (domain: task). */
function openParts({ counted }: TaskState): string {
  return counted ? ` ${counted.done} of ${counted.of} were done; open: ${textOf(counted.lacking)}.` : '';
}

/** @returns title and first line of the nonconformity that follows a demanded duty waived without another to cover it. */
export function waivedNature(task: TaskState, org: Organisation): { title: string; nature: string } {
  const title = textOf(task.terms.title);
  return {
    title: `${asSubject(title)} was waived`,
    nature: `${title}, due on ${day(org, task.due)}, was waived, and nothing else covers what the standard demands.`,
  };
}
