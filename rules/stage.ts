import type { Documented, Noun } from './documented.ts';
import type { Pack } from './management-review/pack.ts';
import type { TaskDraft, TaskState } from './task/state.ts';
import type { Planned } from './task/terms.ts';
import type { Instant } from './time.ts';

/** What a stage of an occurrence is drafted from. */
export interface StageView extends Planned {
  /** Its tasks so far, oldest first. */
  tasks: TaskState[];
  /** Documented information of the nouns that its kind needs. */
  documented: Documented[];
  /** Of a management review's meeting: its pack, and the blob that it is kept in. */
  pack?: Pack & { kept: string };
  now: Instant;
}

/** How a kind of duty is staged: by name of the stage, which tasks it needs; none where there is nothing to do. */
export interface Stages {
  /** Documented information that its stages are drafted from. */
  needs: Noun[];
  tasks: Record<string, (view: StageView) => TaskDraft[]>;
}
