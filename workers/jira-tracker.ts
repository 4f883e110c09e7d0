import { join } from 'node:path';
import { createClient } from '../integrations/tickets/jira/client.ts';
import { type HookCare, keepHook } from '../integrations/tickets/jira/oauth/hooks.ts';
import { createTokenSource } from '../integrations/tickets/jira/oauth/token-source.ts';
import type { JiraAuth } from '../integrations/tickets/jira/options.ts';
import { createJiraTickets } from '../integrations/tickets/jira/tickets.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import type { JiraTracker, Tracker } from '../rules/programme.ts';
import { secretOf } from './secrets.ts';
import { holdLock } from './servers/lock.ts';
import type { Surroundings } from './surroundings.ts';

/** Of each single call, ms. */
const TIMEOUT_MS = 8_000;

/** @returns the adapter of a project at Jira. @throws Error for a secret that cannot be read. */
export function createJiraTracker(tracker: JiraTracker, around: Surroundings): Tickets {
  const { env, now, self } = around;
  const { id, target, api, webhook, settle, type, subtaskType, fields, status, resolution, priority, quiet } = tracker;
  return createJiraTickets({
    id,
    site: api,
    project: target,
    auth: authOf(tracker, around),
    type,
    ...(subtaskType && { subtaskType }),
    fields,
    status,
    resolution,
    priority,
    quiet,
    ...(webhook && { webhook: webhookOf(tracker, secretOf(webhook.secret, env)) }),
    ...(self && { self }),
    now,
    settleMs: settle,
    timeoutMs: TIMEOUT_MS,
  });
}

/**
 * @returns what registers the webhook of a tracker's app where it is missing and prolongs it before it ends, undefined where there is none
 * to care for. @throws Error for a secret that cannot be read.
 */
export function hookCareOf(tracker: Tracker, around: Surroundings): (() => Promise<HookCare>) | undefined {
  if (tracker.kind !== 'jira' || tracker.login.how !== 'oauth') return undefined;
  const { id, api, target, login, webhook } = tracker;
  if (!webhook || login.intake === undefined) return undefined;
  const { now } = around;
  const client = createClient({ site: api, auth: authOf(tracker, around), now, timeoutMs: TIMEOUT_MS });
  const url = `${login.intake}/hooks/${id}/${encodeURIComponent(secretOf(webhook.secret, around.env))}`;
  return () => keepHook(client, { url, project: target, now: new Date(now()).toISOString() });
}

/** An administrator's webhook is signed with the secret; an app's carries it at the end of its address. */
function webhookOf({ login }: JiraTracker, secret: string) {
  return login.how === 'oauth' ? { pathSecret: secret } : { secret };
}

function authOf({ id, login }: JiraTracker, { env, now, folder }: Surroundings): JiraAuth {
  if (login.how === 'basic') return { mail: login.mail, token: secretOf(login.token, env) };
  if (login.how === 'bearer') return { token: secretOf(login.token, env) };
  if (folder === undefined)
    throw new Error(`trackers.${id}: an app's tokens change, and are kept in the data folder. Name it with --data.`);
  const getToken = createTokenSource({
    id,
    clientId: login.clientId,
    clientSecret: secretOf(login.clientSecret, env),
    refreshToken: secretOf(login.refreshToken, env),
    tokenUrl: `${login.authority}/oauth/token`,
    file: join(folder, 'tokens', `${id}.json`),
    lock: (file) => holdLock(file, 0),
    now,
    timeoutMs: TIMEOUT_MS,
  });
  return { getToken, api: `${login.gateway}/ex/jira/${login.cloud}` };
}
