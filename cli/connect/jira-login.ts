import { join } from 'node:path';
import { mail } from '../../config/addresses.ts';
import type { Value } from '../../config/edit/value.ts';
import { branch, type Tree, textAt } from '../../config/tree.ts';
import { createJiraDirectory, type JiraDirectory } from '../../integrations/tickets/jira/directory/directory.ts';
import { Refusal } from '../terminal.ts';
import { type Asking, answered } from './asking.ts';
import type { JiraConnectOptions } from './jira-options.ts';
import { addressIn, lastDay } from './login-steps.ts';
import { type Wanted, workingSecret, written } from './secret.ts';

/** Where whoever is signed in makes and revokes tokens. */
const TOKENS = 'https://id.atlassian.com/manage-profile/security/api-tokens';
const TIMEOUT_MS = 10_000;

/** A site that was logged in to. */
export interface JiraLoggedIn {
  directory: JiraDirectory;
  /** The engine's own account. */
  self: { id: string; name: string };
  /** The keys of the tracker that say so; undefined: not to stand there. */
  keys: { [key: string]: Value | undefined };
}

/** Asks for site, account, and token, and tries them. @throws Refusal, with exit code 4 where they are refused. */
export async function logIn(
  asking: Asking,
  options: JiraConnectOptions,
  standing: Tree | undefined,
): Promise<JiraLoggedIn> {
  const { terminal } = asking;
  if (branch(standing, 'oauth') !== undefined && options.account === undefined && !options.bearer)
    throw new Refusal(
      `trackers.${options.tracker} logs in as an OAuth app, which is set up by hand (docs/jira.md). To change to a token: --account MAIL, or --bearer. Nothing was changed.`,
    );
  const site = await answered(asking, {
    flag: '--site ADDRESS',
    text: 'Address of the Jira site, such as example.atlassian.net',
    given: options.site,
    read: addressIn,
    allowed: 'https://NAME.atlassian.net, without anything behind it',
    proposal: textAt(standing, 'site'),
  });
  const account = options.bearer ? undefined : await accountOf(asking, options, standing);
  const wanted: Wanted = {
    what: account === undefined ? `Bearer token for ${site}` : `API token of ${account} (made at ${TOKENS})`,
    flag: '--token',
    env: options.tokenEnv,
    file: options.tokenFile,
    standing: textAt(standing, 'token'),
    variable: 'JIRA_TOKEN',
    keep: join(options.data, `${options.tracker}.token`),
  };
  const open = async (token: string) => {
    const auth = account === undefined ? { token } : { mail: account, token };
    const directory = createJiraDirectory({ site, auth, now: Date.now, timeoutMs: TIMEOUT_MS });
    return { directory, self: await directory.self() };
  };
  const { ref, opened } = await workingSecret(asking, wanted, open, {
    unauthorised: `${site} does not take this token${account === undefined ? '' : ` for ${account}`}: it may be another account's, revoked, or expired. Make one at ${TOKENS}.`,
  });
  const { directory, self } = opened;
  terminal.err(`Signed in as ${self.name || self.id} (${self.id}): its name signs the comments.`);
  const expires = await lastDay(asking, options.expires, textAt(standing, 'token_expires'));
  const token = written(ref);
  return { directory, self, keys: { site, account, token, token_expires: expires, oauth: undefined } };
}

async function accountOf(asking: Asking, options: JiraConnectOptions, standing: Tree | undefined): Promise<string> {
  return answered(asking, {
    flag: '--account MAIL',
    text: 'Mail address of the account that the engine works as',
    given: options.account,
    read: (text) => mail.safeParse(text).data,
    allowed: 'a mail address; with a token that stands alone: --bearer',
    proposal: textAt(standing, 'account'),
  });
}
