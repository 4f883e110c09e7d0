import type { FetchedFile, Seen as TaskSeen } from '../task/seen.ts';
import type { ActionOutcome } from './outcome.ts';

/** What a step found outside, and what the register says of the tasks of the nonconformity, all rounds. */
export interface Seen extends Pick<TaskSeen, 'reading' | 'readThrough' | 'writtenDue' | 'othersReadable' | 'risks'> {
  actions: ActionOutcome[];
  /** By URL: letters of the certification body that the tracker handed over; `null` for one that it would not. */
  letters?: Record<string, FetchedFile>;
}
