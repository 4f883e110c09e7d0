import { textOf, type Words } from './event.ts';
import type { Instant, LocalDate } from './time.ts';

/** That a record was brought along from what was kept before: the engine did not see it happen, somebody asserts that it did. */
export interface Brought {
  /** The file that it stood in, and SHA-256 of that. */
  file: Words;
  hash: string;
  /** Who brought it, as it stands in the log. */
  by: string;
  /** When it happened, as the file says it; undefined where it does not. */
  on?: LocalDate | Instant;
}

interface Dated {
  at: Instant;
  brought?: Brought;
}

/** @returns what a table says of where a record comes from: nothing for what the engine saw itself. */
export function broughtAlong({ brought }: { brought?: Brought }): string {
  return brought ? `${textOf(brought.file)}, sha256 ${brought.hash}, by ${brought.by}` : '';
}

/** @returns when it happened: of what was brought along the day that the file says. */
export function happenedOn({ at, brought }: Dated): LocalDate | Instant {
  return brought?.on ?? at;
}

/**
 * @returns the entries with one more. What was brought along is put in by its date, so that the last entry remains the one in force; what
 * the engine saw itself goes last.
 */
export function inTime<T extends Dated>(entries: T[], entry: T): T[] {
  const next = entry.brought ? entries.findIndex(({ at }) => at > entry.at) : -1;
  return next < 0 ? [...entries, entry] : [...entries.slice(0, next), entry, ...entries.slice(next)];
}

/** Whether both were brought along, or both seen by the engine: only then may one replace the other. */
export function isAlikeBrought(a: { brought?: Brought }, b: { brought?: Brought }): boolean {
  return (a.brought === undefined) === (b.brought === undefined);
}
