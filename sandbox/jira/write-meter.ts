/** How many writes to one issue Jira takes in how many ms. */
const limits = [
  { writes: 20, within: 2000 },
  { writes: 100, within: 30_000 },
] as const;

export interface WriteMeter {
  /** Counts a write to the issue (id) at `now` (epoch ms), unless there were too many; then seconds until one is welcome again. */
  take(issue: number, now: number): number | undefined;
}

/** Counts the writes to each issue. */
export function createWriteMeter(): WriteMeter {
  const counted = new Map<number, number[]>();
  return {
    take(issue, now) {
      const recent = (counted.get(issue) ?? []).filter((at) => at > now - 30_000);
      counted.set(issue, recent);
      const waits = limits.flatMap(({ writes, within }) => {
        const oldest = recent.filter((at) => at > now - within).at(-writes);
        return oldest === undefined ? [] : [Math.max(1, Math.ceil((oldest + within - now) / 1000))];
      });
      if (waits.length > 0) return Math.max(...waits);
      recent.push(now);
      return undefined;
    },
  };
}
