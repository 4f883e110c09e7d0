/**
 * @param share from 0 to 1, such as 0.99.
 * @returns the smallest of the values that is at least as large as that share of them (nearest rank).
 * @throws RangeError if there are none.
 */
export function percentile(values: number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError('no values: nothing was measured');
  return found;
}
