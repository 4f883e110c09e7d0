import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 100;

/**
 * Looks again and again until `look` finds something that is neither undefined nor false.
 * @param seen what to tell if it never does. @param seconds how long at most: generous, for a slow machine only.
 */
export async function until<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  seen: () => unknown = () => 'nothing',
  seconds = 90,
): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) {
      throw new Error(`waited ${seconds} s in vain for ${what}. Seen: ${JSON.stringify(await seen(), undefined, 1)}`);
    }
    await pause(POLL_MS);
  }
}
