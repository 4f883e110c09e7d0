import type { Work } from './audit/work.ts';
import type { Documented, Noun } from './documented.ts';
import type { Pack } from './management-review/pack.ts';
import type { TaskDraft, TaskState } from './task/state.ts';
import type { Planned } from './task/terms.ts';
import type { Deadline, Instant, LocalDate } from './time.ts';

/** What a stage of an occurrence is drafted from. */
export interface StageView extends Planned {
  /** Its tasks so far, oldest first. */
  tasks: TaskState[];
  /** Documented information of the nouns that its kind needs. */
  documented: Documented[];
  /** Where its kind looks back. */
  past?: Past;
  /** Of a management review's meeting: its pack, and the blob that it is kept in. */
  pack?: Pack & { kept: string };
  now: Instant;
  /** When its tickets were created, in a time that the register has forgotten. */
  openedAt?: Instant;
  /** Of a stage that the engine opens late: its occurrence's dates are moved by that already. */
  late?: LateStage;
}

/** Since when a stage could have been open, and the occurrence's due date by then. */
export interface LateStage {
  since: Instant;
  due: Deadline;
}

/** What happened in the year before. */
export interface Past {
  /** Who did, verified, and approved what. */
  work: Work[];
  /** What nonconformities were raised against, and on which day. */
  found: { rows: string[]; on: LocalDate }[];
}

/** How a kind of duty is staged: by name of the stage, which tasks it needs; none where there is nothing to do. */
export interface Stages {
  /** Documented information that its stages are drafted from. */
  needs: Noun[];
  /** Its stages are drafted from what happened in the year before, too. */
  looksBack?: true;
  /** Its stages come one after the other, each by the dates of the occurrence: those move by what the engine opens late. */
  inTurn?: true;
  /** Stages that go beside the others, or follow from what they found, and fulfil nothing of the occurrence by themselves. */
  beside?: string[];
  tasks: Record<string, (view: StageView) => TaskDraft[]>;
  /** What a stage turns out to need besides, once all that it began with has ended: it is over when nothing is left. */
  more?: Record<string, (view: StageView) => TaskDraft[]>;
  /** By name of a stage, the later one whose tasks need not wait until it has ended: each begins as soon as it is asked for. */
  meanwhile?: Record<string, string>;
}
