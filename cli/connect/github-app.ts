import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readSecretRef } from '../../config/secrets.ts';
import { type Tree, textAt } from '../../config/tree.ts';
import { createAppLogin } from '../../integrations/tickets/github/app/login.ts';
import { findInstallation } from '../../integrations/tickets/github/app/own.ts';
import { registrationPage } from '../../integrations/tickets/github/app-manifest.ts';
import { createGitHubDirectory } from '../../integrations/tickets/github/directory.ts';
import { Refusal, type Terminal } from '../terminal.ts';
import { type Asking, answered } from './asking.ts';
import { apiOf, type GitHubLoggedIn } from './github-login.ts';
import type { GitHubConnectOptions } from './github-options.ts';
import { type KeptApp, keptApp, keptFile, registerApp } from './github-register.ts';
import { asked } from './outside.ts';
import type { ProgrammeText } from './programme-text.ts';
import { written } from './secret.ts';

const TIMEOUT_MS = 10_000;
const POLL_MS = 2_000;
const MINUTE = 60_000;

/** Registers an App, or goes on with the one of an earlier run, and waits until it is installed on the repository. @throws Refusal */
export async function logInAsApp(
  asking: Asking,
  options: GitHubConnectOptions,
  file: ProgrammeText,
  standing: Tree | undefined,
): Promise<GitHubLoggedIn> {
  const { terminal } = asking;
  const { api, key } = apiOf(options, standing);
  const repository = await answered(asking, {
    flag: '--repository OWNER/NAME',
    text: 'Repository for the tickets, private and best used for nothing else',
    given: options.repository,
    read: (text) => (/^[\w-]+\/[\w.-]+$/.test(text) ? text : undefined),
    allowed: 'OWNER/NAME',
    proposal: textAt(standing, 'repository'),
  });
  const home = `${new URL(registrationPage(api, undefined, '')).origin}/${repository}`;
  const app =
    standingApp(terminal, standing) ??
    keptApp(terminal, options) ??
    (await registerApp(asking, options, file, { api, home }));
  const privateKey = readFileSync(resolve(terminal.cwd, app.keyFile), 'utf8');
  const own = { app: app.id, privateKey, api, now: Date.now, timeoutMs: TIMEOUT_MS };
  const installation = await installed(terminal, app, options.wait * MINUTE, () =>
    asked(findInstallation(own, repository), {
      unauthorised: `App ${app.id} cannot log in with ${app.keyFile}: make another key in its settings, Private keys, and put it there. Is that App gone? Delete ${keptFile(options)} and run this again.`,
    }),
  );
  const login = createAppLogin({ ...own, installation });
  const directory = createGitHubDirectory({ ...own, token: login.token, app: login });
  const self = await asked(directory.self(), { unauthorised: `App ${app.id} may not act: see its settings.` });
  terminal.err(`Signed in as ${self.name}, installed on ${repository}: its name signs the comments.`);
  const secret = app.secretFile === undefined ? {} : { webhook_secret: written({ file: app.secretFile }) };
  const keys = {
    api: key,
    app: { id: app.id, installation, private_key: written({ file: app.keyFile }) },
    ...secret,
    token: undefined,
    token_expires: undefined,
  };
  return { directory, self, keys, repository };
}

/** The App that the programme names already. */
function standingApp({ cwd }: Terminal, standing: Tree | undefined): KeptApp | undefined {
  const ref = readSecretRef(textAt(standing, 'app', 'private_key') ?? '');
  const id = textAt(standing, 'app', 'id');
  if (id === undefined || ref === undefined || !('file' in ref) || !existsSync(resolve(cwd, ref.file)))
    return undefined;
  return { id, keyFile: ref.file };
}

/** @returns the id of the installation, as soon as there is one. @throws Refusal if there is none for so long. */
async function installed(
  terminal: Terminal,
  app: KeptApp,
  waitMs: number,
  find: () => Promise<string | undefined>,
): Promise<string> {
  const until = Date.now() + waitMs;
  let isTold = false;
  for (;;) {
    const found = await find();
    if (found !== undefined) return found;
    if (!isTold) terminal.err(`Waiting until it is installed on the repository: ${pageOf(app)}`);
    isTold = true;
    if (Date.now() >= until)
      throw new Refusal(
        `App ${app.id} is not installed on that repository. Install it (${pageOf(app)}), and run this again: it goes on there.`,
      );
    await sleep(POLL_MS);
  }
}

function pageOf({ installPage }: KeptApp): string {
  return installPage ?? 'its settings, Install App';
}
