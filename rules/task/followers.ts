import { toldTo } from '../occasion/notices.ts';
import type { TaskState } from './state.ts';

/** A record that looks again after a task moved. */
export interface Follower {
  table: 'occurrence' | 'nonconformity' | 'task';
  key: string;
}

/**
 * @returns whoever has to look again after a task moved: its occurrence only once it is missed, ends, is taken up again, or says whom to tell;
 * who judges its course, or counts it as a part, at each turn.
 */
export function followersOf(before: TaskState, after: TaskState): Follower[] {
  const ends = (after.stage === 'ended') !== (before.stage === 'ended');
  const tells = toldTo(after).length > toldTo(before).length;
  const settles = ends || tells || after.missed?.at !== before.missed?.at || isRevived(before, after);
  if (!settles && after.stage === before.stage) return [];
  return parentOf(before).filter(({ table }) => settles || table !== 'occurrence');
}

/** @returns whether a task that had ended was taken up again meanwhile, even if it has ended again since. */
export function isRevived(before: TaskState, after: TaskState): boolean {
  return (after.revivals ?? []).length > (before.revivals ?? []).length;
}

/** @returns what a task belongs to: its occurrence or nonconformity, and the task that it is a part of. */
export function parentOf(state: TaskState): Follower[] {
  const { origin, partOf } = state.terms;
  const whole: Follower[] = partOf ? [{ table: 'task', key: partOf }] : [];
  if ('occurrence' in origin) return [{ table: 'occurrence', key: origin.occurrence }, ...whole];
  return 'nonconformity' in origin ? [{ table: 'nonconformity', key: origin.nonconformity }] : [];
}
