import { setTimeout as pause } from 'node:timers/promises';

const POLL_MS = 150;

/** Something that the story rests on was not seen in time. */
class NotSeen extends Error {
  override readonly name = 'NotSeen';
}

/**
 * Looks again and again until `look` finds something.
 * @param what is waited for, for the message. @param seconds how long at most.
 * @throws NotSeen; whatever `signal` was aborted with.
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined> | T | undefined,
  signal: AbortSignal,
  seconds = 30,
): Promise<T> {
  const deadline = performance.now() + seconds * 1000;
  while (performance.now() < deadline) {
    signal.throwIfAborted();
    const found = await look();
    if (found !== undefined) return found;
    await pause(POLL_MS, undefined, { signal }).catch(() => undefined);
  }
  throw new NotSeen(`waited ${seconds} s in vain for ${what}`);
}
