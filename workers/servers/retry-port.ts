import { freePort } from './free-port.ts';

const TRIES = 3;

/**
 * Runs `start` on the given port, or else on a free one, and then again on another one if it fails: a free port can be taken before
 * the server binds it.
 */
export async function withAnotherPort<T>(given: number | undefined, start: (port: number) => Promise<T>): Promise<T> {
  if (given !== undefined) return start(given);
  for (let tried = 1; ; tried += 1) {
    try {
      return await start(await freePort());
    } catch (error) {
      if (tried === TRIES) throw error;
    }
  }
}
