import type { Log } from '../activities/dependencies.ts';
import { reasonOf } from '../activities/reason.ts';
import type { LiveDependencies } from './dependencies.ts';
import { every } from './every.ts';

/** How often a newer programme is looked for, ms. */
const REFRESH_MS = 1_000;

/**
 * Follows the programme in force: looks each second for a newer version, and has each tracker of a new one say who the engine is, for
 * until an adapter knows its own account it cannot tell an echo from a person's change.
 * @returns a function that ends it.
 */
export function follow({ deps, refresh }: LiveDependencies, log: Log): () => void {
  let met: number | undefined;
  const look = async () => {
    const current = await refresh();
    if (!current || current.version === met) return;
    met = current.version;
    for (const [tracker, tickets] of deps.trackers)
      await tickets.check().catch((error) => log('tracker does not answer', { tracker, ...reasonOf(error) }, 'warn'));
  };
  return every(REFRESH_MS, look, (error) => log('programme could not be read', { ...reasonOf(error) }, 'error'));
}
