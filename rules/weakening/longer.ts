import type { Span } from '../time.ts';

const DAY = 86_400_000;
const FOUR_YEARS = 48;

/**
 * @returns whether `after` may be longer than `before`: where units differ and both readings are possible (3 months
 * against 91 days) it counts as longer, so that doubt goes to top management. No span at all is the longest.
 */
export function longer(before: Span | undefined, after: Span | undefined): boolean {
  if (before === undefined) return false;
  if (after === undefined) return true;
  if (before.unit === after.unit) return after.n > before.n;
  return reach(after).longest > reach(before).shortest;
}

function reach({ unit, n }: Span): { shortest: number; longest: number } {
  const { shortest, longest } = reachOf(unit, Math.abs(n));
  return n < 0 ? { shortest: -longest, longest: -shortest } : { shortest, longest };
}

function reachOf(unit: Span['unit'], n: number): { shortest: number; longest: number } {
  if (unit === 'ms') return { shortest: n, longest: n };
  if (unit === 'days') return { shortest: n * DAY, longest: n * DAY };
  // At the longest every second day is free, and a season of holidays comes on top.
  if (unit === 'working-days') return { shortest: n * DAY, longest: (2 * n + 14) * DAY };
  const lengths = Array.from(
    { length: FOUR_YEARS },
    (_, month) => Date.UTC(2024, month + n, 1) - Date.UTC(2024, month, 1),
  );
  return { shortest: Math.min(...lengths), longest: Math.max(...lengths) };
}
