import type { Tickets } from '../integrations/tickets/port.ts';
import type { Organisation } from '../rules/organisation.ts';
import type { Programme, Tracker } from '../rules/programme.ts';
import { createGitHubTracker } from './github-tracker.ts';
import { createJiraTracker } from './jira-tracker.ts';
import type { Environment } from './secrets.ts';
import type { Surroundings } from './surroundings.ts';

/**
 * @param selves the engine's own account at each tracker, as far as it was resolved.
 * @param folder the data folder; a login whose tokens change cannot do without.
 * @returns an adapter for each tracker of the programme, by its id. @throws Error for a secret that cannot be read.
 */
export function createTrackers(
  programme: Programme,
  env: Environment,
  now: () => number,
  selves: Organisation['self'] = {},
  folder?: string,
): Map<string, Tickets> {
  const around = (id: string): Surroundings => {
    const self = selves[id];
    return { env, now, ...(self && { self }), ...(folder !== undefined && { folder }) };
  };
  return new Map(programme.trackers.map((t) => [t.id, createTracker(t, around(t.id))]));
}

/** A new kind of tracker is one more line here. */
function createTracker(tracker: Tracker, around: Surroundings): Tickets {
  return tracker.kind === 'jira' ? createJiraTracker(tracker, around) : createGitHubTracker(tracker, around);
}
