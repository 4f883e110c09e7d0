import { textOf } from '../../event.ts';
import { nameOf, type Organisation } from '../../organisation.ts';
import type { TaskState } from '../../task/state.ts';
import { asSubject, dayOfYear, listed } from '../phrases.ts';

/**
 * @param beside the other tasks of its occurrence, as they were when last read.
 * @returns title and first line of the one nonconformity that follows a missed duty.
 */
export function missedNature(
  task: TaskState,
  org: Organisation,
  beside: TaskState[],
): { title: string; nature: string } {
  const title = textOf(task.terms.title);
  const limit = task.hardLimit ?? task.due;
  const last = `${limit.date ? 'the end of ' : ''}${dayOfYear(org, limit)}`;
  return {
    title: `${asSubject(title)} was missed`,
    nature: `${asSubject(title)} was due on ${dayOfYear(org, task.due)} and was not done by ${last}.${openParts(task)}${openBeside(beside, org)}`,
  };
}

/** Of what is done in parts, those that were open: the one nonconformity names them (domain: task). */
function openParts({ counted }: TaskState): string {
  return counted ? ` ${counted.done} of ${counted.of} were done; open: ${textOf(counted.lacking)}.` : '';
}

/** Its hard limit is the occurrence's, so the nonconformity is that of each task of it that is open (domain: task). */
function openBeside(beside: TaskState[], org: Organisation): string {
  const open = beside.filter(({ stage, terms }) => stage === 'open' && !terms.partOf);
  if (open.length === 0) return '';
  const named = open.map(({ terms, assignee }) => `${terms.display} (${nameOf(org, assignee)})`);
  return ` Open beside it when last read: ${listed(named)}.`;
}

/** @returns title and first line of the nonconformity that follows a demanded duty waived without another to cover it. */
export function waivedNature(task: TaskState, org: Organisation): { title: string; nature: string } {
  const title = textOf(task.terms.title);
  return {
    title: `${asSubject(title)} was waived`,
    nature: `${title}, due on ${dayOfYear(org, task.due)}, was waived, and nothing else covers what the standard demands.`,
  };
}
