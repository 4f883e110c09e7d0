import { createGitHubTickets } from '../integrations/tickets/github/tickets.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import type { Organisation } from '../rules/organisation.ts';
import type { Programme, Tracker } from '../rules/programme.ts';
import type { Account } from '../rules/ticket.ts';
import { createJiraTracker } from './jira-tracker.ts';
import { type Environment, secretOf } from './secrets.ts';

/**
 * @param selves the engine's own account at each tracker, as far as it was resolved.
 * @returns an adapter for each tracker of the programme, by its id. @throws Error for a secret that cannot be read.
 */
export function createTrackers(
  programme: Programme,
  env: Environment,
  clock: () => number,
  selves: Organisation['self'] = {},
): Map<string, Tickets> {
  return new Map(programme.trackers.map((t) => [t.id, createTracker(t, env, clock, selves[t.id])]));
}

/** A new kind of tracker is one more line here. */
function createTracker(tracker: Tracker, env: Environment, now: () => number, self?: Account): Tickets {
  if (tracker.kind === 'jira') return createJiraTracker(tracker, env, now, self);
  const { id, api, target, webhook, settle } = tracker;
  if (tracker.login.how !== 'token') throw new Error(`trackers.${id}: only a token at GitHub can be logged in with.`);
  const secret = secretOf(tracker.login.token, env);
  return createGitHubTickets({
    id,
    api,
    target,
    token: () => secret,
    ...(webhook && { webhookSecret: secretOf(webhook.secret, env) }),
    ...(self && { self }),
    now,
    settleMs: settle,
    timeoutMs: 8_000,
  });
}
