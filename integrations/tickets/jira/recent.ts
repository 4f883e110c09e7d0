import type { Issue } from './shapes.ts';

/** How long a reading is fresh enough to write on top of it, ms: about as long as a step takes. */
const FRESH_MS = 5_000;
/** For how long search is told which issues were written here, ms: it lags by no more. */
const SETTLED_MS = 120_000;
const MOST_ISSUES = 100;
const MOST_COMMENTS = 2_000;
/** The most that search takes. */
const MOST_WRITTEN = 50;

/** What this process has just seen or written, so that it need not ask for it again. */
export interface Recent {
  keep(issue: Issue): void;
  /** @returns the issue if it was read within the last seconds; each reading serves one write. */
  take(id: string): Issue | undefined;
  wrote(issue: string): void;
  /** @returns the ids of issues written here of late, which search may not show yet as they are. */
  written(): number[];
  /** Notes the dedupe key of a comment of the engine's; undefined: it has none. */
  noteKey(comment: string, key: string | undefined): void;
  /** Whether that comment's key is known, be it that it has none. */
  knowsKey(comment: string): boolean;
  keyOf(comment: string): string | undefined;
}

/** @param now the engine's clock, epoch ms. */
export function createRecent(now: () => number): Recent {
  const issues = new Map<string, { issue: Issue; at: number }>();
  const writes = new Map<string, number>();
  const keys = new Map<string, string | undefined>();
  return {
    keep(issue) {
      put(issues, issue.id, { issue, at: now() }, MOST_ISSUES);
    },
    take(id) {
      const found = issues.get(id);
      issues.delete(id);
      return found && now() - found.at < FRESH_MS ? found.issue : undefined;
    },
    wrote(issue) {
      put(writes, issue, now(), MOST_WRITTEN);
    },
    written() {
      return [...writes].filter(([, at]) => now() - at < SETTLED_MS).map(([id]) => Number(id));
    },
    noteKey(comment, key) {
      put(keys, comment, key, MOST_COMMENTS);
    },
    knowsKey: (comment) => keys.has(comment),
    keyOf: (comment) => keys.get(comment),
  };
}

/** The oldest makes room. */
function put<V>(map: Map<string, V>, key: string, value: V, most: number): void {
  map.delete(key);
  const [oldest] = map.keys();
  if (map.size >= most && oldest !== undefined) map.delete(oldest);
  map.set(key, value);
}
