import { join } from 'node:path';
import type { Value } from '../../config/edit/value.ts';
import { type Tree, textAt } from '../../config/tree.ts';
import { createGitHubDirectory, type GitHubDirectory } from '../../integrations/tickets/github/directory.ts';
import { Refusal } from '../terminal.ts';
import type { Asking, Choice } from './asking.ts';
import type { GitHubConnectOptions } from './github-options.ts';
import { addressIn, lastDay } from './login-steps.ts';
import { type Wanted, workingSecret, written } from './secret.ts';

const GITHUB = 'https://api.github.com';
const TIMEOUT_MS = 10_000;

/** GitHub, logged in to. */
export interface GitHubLoggedIn {
  directory: GitHubDirectory;
  /** The engine's own account. */
  self: Choice;
  /** The keys of the tracker that say so; undefined: not to stand there. */
  keys: { [key: string]: Value | undefined };
  /** Named on the way already. */
  repository?: string;
}

/** @returns where the API answers, and the key that says so where it is not GitHub's own. @throws Refusal for no address. */
export function apiOf(
  { api }: GitHubConnectOptions,
  standing: Tree | undefined,
): { api: string; key: string | undefined } {
  const given = api ?? textAt(standing, 'api') ?? GITHUB;
  const found = addressIn(given);
  if (found === undefined)
    throw new Refusal(
      `--api: found no address; allowed: https://api.github.com, https://HOST/api/v3. Nothing was changed.`,
    );
  return { api: found, key: found === GITHUB ? undefined : found };
}

/** Asks for a token and tries it. @throws Refusal, with exit code 4 where it is refused. */
export async function logInByToken(
  asking: Asking,
  options: GitHubConnectOptions,
  standing: Tree | undefined,
): Promise<GitHubLoggedIn> {
  const { api, key } = apiOf(options, standing);
  const wanted: Wanted = {
    what: 'Token of the account that the engine works as',
    flag: '--token',
    env: options.tokenEnv,
    file: options.tokenFile,
    standing: textAt(standing, 'token'),
    variable: 'GITHUB_TOKEN',
    keep: join(options.data, `${options.tracker}.token`),
  };
  const open = async (token: string) => {
    const directory = createGitHubDirectory({ api, token: () => token, now: Date.now, timeoutMs: TIMEOUT_MS });
    return { directory, self: await directory.self() };
  };
  const { ref, opened } = await workingSecret(asking, wanted, open, {
    unauthorised: `${api} does not take this token: it may be revoked or expired. Make one as docs/github.md says.`,
  });
  const { directory, self } = opened;
  asking.terminal.err(`Signed in as ${self.name}: its name signs the comments.`);
  const expires = await lastDay(asking, options.expires, textAt(standing, 'token_expires'));
  const token = written(ref);
  return { directory, self, keys: { api: key, token, token_expires: expires, app: undefined } };
}
