import { createHash } from 'node:crypto';

/**
 * Draws from a seed and what the draw is about, never from the order of draws, so that the same seed gives the same decisions.
 * @returns a number from 0 up to 1.
 */
export function draw(seed: number, ...about: (string | number)[]): number {
  const hash = createHash('sha256').update(JSON.stringify([seed, ...about]));
  return hash.digest().readUInt32BE(0) / 4_294_967_296;
}

/** @returns a whole number from `least` to `most`, both included. */
export function drawWhole(least: number, most: number, seed: number, ...about: (string | number)[]): number {
  return least + Math.floor(draw(seed, ...about) * (most - least + 1));
}
