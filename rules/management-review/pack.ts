import type { PlannedAudit } from '../audit/planned.ts';
import type { Documented, TableRow } from '../documented.ts';
import type { NonconformityState } from '../nonconformity/state.ts';
import type { Course } from '../occurrence-course.ts';
import type { OccurrenceState } from '../occurrence-state.ts';
import type { Organisation } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { TaskState } from '../task/state.ts';
import type { Instant } from '../time.ts';
import type { Input } from './topics.ts';

/** A table of a pack. All its rows have the same columns. */
export interface PackTable {
  title: string;
  rows: TableRow[];
}

/** What the records say of one input (9.3.2): in a line for the ticket, with links as `[text](address)`, and as tables. */
export interface Section {
  line: string;
  tables: PackTable[];
}

/** The inputs of a management review from live records, at one end of the register. */
export interface Pack {
  sequence: number;
  head: string;
  made: Instant;
  /** Since when things count as new: the pack of the last signed review, else the first programme. */
  since: Instant;
  sections: Record<Input, Section>;
}

/** An occurrence with what became of it. */
export interface OccurrenceLine {
  key: string;
  duty: string;
  due: Instant;
  state: OccurrenceState['state'];
  course: Course;
  closedAt?: Instant;
}

/** A task as its row tells. */
export interface TaskLine {
  key: string;
  display: string;
  occurrence?: string;
  number?: string;
  url?: string;
  /** Id of the action that it carries out; of such a task also what the log tells. */
  action?: string;
  carriedOut?: TaskState;
}

/** What a pack is made from. */
export interface PackSources {
  org: Organisation;
  now: Instant;
  since: Instant;
  head: { sequence: number; hash: string };
  occurrences: OccurrenceLine[];
  tasks: TaskLine[];
  nonconformities: NonconformityState[];
  documented: Documented[];
  /** Internal audits, held or not. */
  audits: PlannedAudit[];
  /** Versions of the programme, oldest first. */
  versions: VersionTold[];
}

/** A version of the programme with what it changed, and with the paths of what of that got weaker (6.3). */
export interface VersionTold {
  version: number;
  at: Instant;
  state: string;
  because?: string;
  changed: string;
  weaker: string[];
  /** What top management said of what waited for it. */
  decided?: { decision: 'approved' | 'denied'; by: PersonId; at: Instant };
}
