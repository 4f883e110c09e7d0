import type { TakenBack } from '../taken-back.ts';
import type { TaskState } from './state.ts';

/** @returns the first rejection between two states of a task that undid an end which was documented; undefined where none did. */
export function undoneBetween(before: TaskState, after: TaskState): TakenBack | undefined {
  const revival = after.revivals?.[before.revivals?.length ?? 0];
  if (!revival || before.stage !== 'ended') return undefined;
  const { by, at } = revival;
  const because = after.rejections.findLast((rejection) => rejection.at === at)?.reason ?? { text: '' };
  return { by, at, because };
}
