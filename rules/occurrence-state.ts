import type { NewEvent, Words } from './event.ts';
import type { PlannedOccurrence } from './occurrence.ts';
import type { DutyKind } from './programme.ts';
import type { Deadline, Instant } from './time.ts';

export type OccurrenceOutcome = 'recorded' | 'verified' | 'waived';

/** An occurrence as the log tells it; its tasks have streams of their own. */
export interface OccurrenceState extends PlannedOccurrence {
  kind: DutyKind;
  title: Words;
  state: 'open' | OccurrenceOutcome;
  missed?: { at: Instant; noticed: Instant };
  closedAt?: Instant;
}

/** Bodies of an occurrence's events. */
export interface OccurrenceEvents {
  planned: { occurrence: PlannedOccurrence; kind: DutyKind; title: Words };
  /** Its ticket was opened late by the engine: the dates moved by the delay (domain: missed). */
  delayed: { due: Deadline; hardLimit?: Deadline; by: number };
  missed: { noticed: Instant };
  ended: { outcome: OccurrenceOutcome };
  /** Its task was rejected after it had ended: it is owed again. */
  revived: object;
}

/** @returns the stream of the log that an occurrence's events stand in. */
export function occurrenceStream(key: string): string {
  return `occurrence/${key}`;
}

/**
 * The fold of an occurrence's stream.
 * @throws Error if the stream does not begin with `planned`.
 */
export function evolveOccurrence(state: OccurrenceState | undefined, event: NewEvent): OccurrenceState {
  if (event.kind === 'planned') {
    const body = event.body as unknown as OccurrenceEvents['planned'];
    return { ...body.occurrence, kind: body.kind, title: body.title, state: 'open' };
  }
  if (!state)
    throw new Error(`Stream ${event.stream} begins with ${event.kind}, not with planned: the log is damaged.`);
  if (event.kind === 'delayed') {
    const { due, hardLimit } = event.body as unknown as OccurrenceEvents['delayed'];
    return { ...state, due, ...(hardLimit && { hardLimit }) };
  }
  if (event.kind === 'missed') {
    const { noticed } = event.body as unknown as OccurrenceEvents['missed'];
    return { ...state, missed: state.missed ?? { at: event.at, noticed } };
  }
  if (event.kind === 'revived') {
    const { closedAt: _, ...rest } = state;
    return { ...rest, state: 'open' };
  }
  if (event.kind === 'ended') {
    const { outcome } = event.body as unknown as OccurrenceEvents['ended'];
    return { ...state, state: outcome, closedAt: event.at };
  }
  return state;
}
