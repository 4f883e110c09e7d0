import { createAppLogin } from '../integrations/tickets/github/app/login.ts';
import { createGitHubTickets, type GitHubOptions } from '../integrations/tickets/github/tickets.ts';
import type { Tickets } from '../integrations/tickets/port.ts';
import type { GitHubTracker } from '../rules/programme.ts';
import { secretOf } from './secrets.ts';
import type { Surroundings } from './surroundings.ts';

/** Of each single call, ms. */
const TIMEOUT_MS = 8_000;

/** @returns the adapter of a repository at GitHub. @throws Error for a secret that cannot be read. */
export function createGitHubTracker(tracker: GitHubTracker, around: Surroundings): Tickets {
  const { env, now, self } = around;
  const { id, api, target, webhook, settle } = tracker;
  return createGitHubTickets({
    id,
    api,
    target,
    ...loginOf(tracker, around),
    ...(webhook && { webhookSecret: secretOf(webhook.secret, env) }),
    ...(self && { self }),
    now,
    settleMs: settle,
    timeoutMs: TIMEOUT_MS,
  });
}

function loginOf({ api, login }: GitHubTracker, { env, now }: Surroundings): Pick<GitHubOptions, 'token' | 'app'> {
  if (login.how === 'token') {
    const token = secretOf(login.token, env);
    return { token: () => token };
  }
  const privateKey = secretOf(login.privateKey, env);
  const { app: id, installation } = login;
  const app = createAppLogin({ app: id, installation, privateKey, api, now, timeoutMs: TIMEOUT_MS });
  return { token: app.token, app };
}
