import type { Log } from '../activities/dependencies.ts';
import { reasonOf } from '../activities/reason.ts';
import type { LiveDependencies } from './dependencies.ts';
import { every } from './every.ts';

/** How often it is looked for what else is in force, ms. */
const REFRESH_MS = 1_000;

/**
 * Follows the programme in force: looks each second whether something else is, and has each tracker of it then say who the engine is, for
 * until an adapter knows its own account it cannot tell an echo from a person's change.
 * @returns a function that ends it.
 */
export function follow({ deps, refresh }: LiveDependencies, log: Log, everyMs = REFRESH_MS): () => void {
  let met: string | undefined;
  const look = async () => {
    const current = await refresh();
    if (!current || current.hash === met) return;
    met = current.hash;
    for (const [tracker, tickets] of deps.trackers)
      await tickets.check().catch((error) => log('tracker does not answer', { tracker, ...reasonOf(error) }, 'warn'));
  };
  return every(everyMs, look, (error) => log('programme could not be read', { ...reasonOf(error) }, 'error'));
}
