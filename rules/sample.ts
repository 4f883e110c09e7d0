import { createHash } from 'node:crypto';

/**
 * Draws from a population so that anybody who has it and the seed draws the same (9.2): whoever is drawn stands first by the hash of seed
 * and name, whatever order the population is listed in, and a larger sample holds the smaller one.
 * @returns `n` of them, or all where there are fewer.
 */
export function drawn<T>(population: T[], n: number, seed: string, name: (one: T) => string): T[] {
  const rank = (one: T) =>
    createHash('sha256')
      .update(JSON.stringify([seed, name(one)]))
      .digest('hex');
  return population
    .map((one) => ({ one, rank: rank(one) }))
    .sort((a, b) => (a.rank < b.rank ? -1 : a.rank > b.rank ? 1 : 0))
    .slice(0, n)
    .map(({ one }) => one);
}
