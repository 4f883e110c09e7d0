import type { JiraAuth } from '../integrations/tickets/jira/options.ts';
import { createJiraTickets } from '../integrations/tickets/jira/tickets.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import type { JiraTracker } from '../rules/programme.ts';
import type { Account } from '../rules/ticket.ts';
import { type Environment, secretOf } from './secrets.ts';

/** @returns the adapter of a project at Jira. @throws Error for a secret that cannot be read. */
export function createJiraTracker(tracker: JiraTracker, env: Environment, now: () => number, self?: Account): Tickets {
  const { id, target, api, webhook, settle, type, subtaskType, fields, status, resolution, priority, quiet } = tracker;
  return createJiraTickets({
    id,
    site: api,
    project: target,
    auth: authOf(tracker, env),
    type,
    ...(subtaskType && { subtaskType }),
    fields,
    status,
    resolution,
    priority,
    quiet,
    ...(webhook && { webhook: { secret: secretOf(webhook.secret, env) } }),
    ...(self && { self }),
    now,
    settleMs: settle,
    timeoutMs: 8_000,
  });
}

function authOf({ id, login }: JiraTracker, env: Environment): JiraAuth {
  if (login.how === 'basic') return { mail: login.mail, token: secretOf(login.token, env) };
  if (login.how === 'bearer') return { token: secretOf(login.token, env) };
  throw new Error(`trackers.${id}: OAuth`);
}
