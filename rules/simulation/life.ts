import type { RecordedEvent } from '../event.ts';
import type { NonconformityState } from '../nonconformity/state.ts';
import type { OccurrenceState } from '../occurrence-state.ts';
import type { Organisation } from '../organisation.ts';
import type { Applied } from '../plan/terms.ts';
import type { PersonId } from '../programme.ts';
import type { TaskState } from '../task/state.ts';
import type { Instant } from '../time.ts';

/** A stretch of a company's life under one programme, as register and outside saw it. */
export interface Life {
  from: Instant;
  until: Instant;
  org: Organisation;
  /** Since when each duty's cadence counts. */
  applied: ReadonlyMap<string, Applied>;
  /** The whole log, people's words as texts. */
  events: RecordedEvent[];
  tasks: TaskState[];
  occurrences: { key: string; state: OccurrenceState }[];
  /** Every nonconformity. */
  found: NonconformityState[];
  /** What the tracker saw: comments of the engine, by ticket. */
  comments: { tracker: string; number: string; at: Instant }[];
  /** What arrived outside the tracker; `to` is undefined for an address of nobody. */
  messages: { to: PersonId | undefined; at: Instant; subject: string }[];
  /** Places where the log breaks, and rows that a rebuild differed in. */
  broken: string[];
  differing: string[];
}

/** Something that holds of every life that is as it should be. */
export interface Invariant {
  name: string;
  ok: boolean;
  /** What was looked at, or what does not hold and where. */
  detail: string;
}

const MOST_NAMED = 5;

/** @returns the invariant as held, or with the first of what does not. @param looked what was looked at, `212 tasks`. */
export function invariant(name: string, looked: string, faults: string[]): Invariant {
  if (faults.length === 0) return { name, ok: true, detail: looked };
  const more = faults.length > MOST_NAMED ? `; and ${faults.length - MOST_NAMED} more` : '';
  return { name, ok: false, detail: `${faults.slice(0, MOST_NAMED).join('; ')}${more}` };
}

/** @returns the events of a stream, oldest first, of every stream at once. */
export function byStream(events: RecordedEvent[]): Map<string, RecordedEvent[]> {
  const streams = new Map<string, RecordedEvent[]>();
  for (const event of events) {
    const known = streams.get(event.stream);
    if (known) known.push(event);
    else streams.set(event.stream, [event]);
  }
  return streams;
}
