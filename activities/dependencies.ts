import type { Notices } from '../integrations/notices/notices.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import type { RecordName } from '../register/records.ts';
import type { Register } from '../register/register.ts';
import type { DutyKind } from '../rules/programme.ts';
import type { Instant } from '../rules/time.ts';

/** `warn` for what may need somebody soon, `error` for what needs somebody now. */
type Urgency = 'info' | 'warn' | 'error';

/**
 * Writes one line. What tickets say, what people wrote, and what a tracker answered never stand in one: it names records, tickets by
 * number, and kinds of faults. `info` unless it says another level.
 */
export type Log = (message: string, fields?: Record<string, unknown>, level?: Urgency) => void;

/** A record to be woken. Of an occurrence just opened its kind is known, which spares its workflow the asking. */
export interface Sleeper extends RecordName {
  kind?: DutyKind;
}

/** What activities are built from; only `workers/` and tests put it together. */
export interface Dependencies {
  register: Register;
  /** By id of the tracker in the programme. */
  trackers: ReadonlyMap<string, Tickets>;
  notices: Notices;
  clock: () => Instant;
  /**
   * Wakes the workflows of records, starting those that do not run. Only names travel; a lost call costs nothing, for the planner
   * wakes what is overdue.
   */
  wake: (names: Sleeper[]) => Promise<void>;
  /** Rings the workflow that stages a nonconformity's tasks, not the one that follows its own ticket. */
  stage: (nonconformity: string) => Promise<void>;
  /** Has a tracker's outbox drained. */
  drain: (tracker: string) => Promise<void>;
  /** Names this process in leases. */
  owner: string;
  log: Log;
}
