import type { Instant } from './time.ts';

/** When a due date changed by hand was last put back, and last commented on. */
export interface Redated {
  at: Instant;
  said: Instant;
}

/** @returns how it stands once it was put back at `at`. */
export function redatedAt(last: Redated | undefined, at: Instant, said: boolean): Redated {
  return { at, said: said ? at : (last?.said ?? at) };
}
