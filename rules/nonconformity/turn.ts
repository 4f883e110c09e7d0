import type { OccasionCall } from '../task/turn.ts';
import type { Instant } from '../time.ts';
import { append, type Turn } from '../turn.ts';
import type { NonconformityEvents } from './events.ts';
import type { Seen } from './seen.ts';
import type { NonconformityState } from './state.ts';

/** One pass over one nonconformity. */
export interface NonconformityTurn extends Turn<NonconformityState> {
  readonly seen: Seen;
  /** Keys of tasks whose tickets have to be read before a deadline can be judged. */
  wakes: string[];
  /** What somebody told of in its ticket. */
  calls: OccasionCall[];
}

/** Appends a typed event. `at` and `actor` default to now and the engine. */
export function record<K extends keyof NonconformityEvents>(
  turn: NonconformityTurn,
  kind: K,
  body: NonconformityEvents[K],
  at: Instant = turn.now,
  actor = 'engine',
): void {
  append(turn, kind, body, at, actor);
}
