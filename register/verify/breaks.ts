import { recordTables } from '../columns.ts';

/** A place where the register is not what its log says. */
export interface Break {
  /** Event, blob, or row: `event 12`, `blob 3fa…`, `task k1.due`. */
  where: string;
  found: string;
  expected: string;
}

/** What a verification found. */
export interface Verification {
  ok: boolean;
  /** Events checked. */
  events: number;
  /** Hash of the last event that was checked: compare it with heads witnessed outside. */
  head: string;
  /** In the order of checking: log, head, blobs, projections, programmes. The first hundred of projections, and of all else. */
  breaks: Break[];
  /** All of them, counted. */
  broken: number;
  /** How many of these are in projections: a rebuild mends them. */
  projected: number;
}

const MOST_LISTED = 100;
const LONGEST_VALUE = 200;
const PROJECTED = new RegExp(`^(${recordTables.join('|')}) `);

/** @returns whether a break is in a table that is folded from the log: a rebuild makes it anew, all else is lost. */
export function isProjected({ where }: Pick<Break, 'where'>): boolean {
  return PROJECTED.test(where);
}

/** Collects breaks; keeps a bounded number of bounded length. */
export interface Findings {
  readonly breaks: Break[];
  /** Counts what is not equal. */
  compare(where: string, found: unknown, expected: unknown): void;
  count(): number;
  /** How many of them are in projections. */
  projected(): number;
}

/** @returns an empty collection. */
export function findings(): Findings {
  const breaks: Break[] = [];
  const counts = { projected: 0, other: 0 };
  return {
    breaks,
    compare: (where, found, expected) => {
      if (found === expected) return;
      const kind = isProjected({ where }) ? 'projected' : 'other';
      counts[kind] += 1;
      if (counts[kind] <= MOST_LISTED) breaks.push({ where, found: printed(found), expected: printed(expected) });
    },
    count: () => counts.projected + counts.other,
    projected: () => counts.projected,
  };
}

function printed(value: unknown): string {
  const text = String(value);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}…`;
}
