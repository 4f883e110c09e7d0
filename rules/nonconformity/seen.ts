import type { Seen as TaskSeen } from '../task/seen.ts';
import type { ActionOutcome } from './outcome.ts';

/** What a step found outside, and what the register says of the tasks of the nonconformity, all rounds. */
export interface Seen extends Pick<TaskSeen, 'reading' | 'asserted' | 'othersReadable'> {
  actions: ActionOutcome[];
}
