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
  /** The first hundred, in the order of checking: log, head, blobs, projections, programmes. */
  breaks: Break[];
  /** All of them, counted. */
  broken: number;
}

const MOST_LISTED = 100;
const LONGEST_VALUE = 200;

/** Collects breaks; keeps a bounded number of bounded length. */
export interface Findings {
  readonly breaks: Break[];
  /** Counts what is not equal. */
  compare(where: string, found: unknown, expected: unknown): void;
  count(): number;
}

/** @returns an empty collection. */
export function findings(): Findings {
  const breaks: Break[] = [];
  let count = 0;
  return {
    breaks,
    compare: (where, found, expected) => {
      if (found === expected) return;
      count += 1;
      if (breaks.length < MOST_LISTED) breaks.push({ where, found: printed(found), expected: printed(expected) });
    },
    count: () => count,
  };
}

function printed(value: unknown): string {
  const text = String(value);
  return text.length <= LONGEST_VALUE ? text : `${text.slice(0, LONGEST_VALUE)}…`;
}
