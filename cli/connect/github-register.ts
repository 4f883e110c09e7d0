import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { textAt } from '../../config/tree.ts';
import { convert, manifestOf, registrationPage } from '../../integrations/tickets/github/app-manifest.ts';
import { Refusal, type Terminal } from '../terminal.ts';
import { type Asking, answered } from './asking.ts';
import type { GitHubConnectOptions } from './github-options.ts';
import { addressIn } from './login-steps.ts';
import { asked } from './outside.ts';
import { keepSecret } from './private-file.ts';
import type { ProgrammeText } from './programme-text.ts';
import { formPage, openReceiver, RETURN } from './receiver.ts';

/** An App that was registered, and where its secrets are kept. */
export interface KeptApp {
  id: string;
  /** Where it is installed on repositories, where that is known. */
  installPage?: string;
  keyFile: string;
  /** Undefined without a webhook. */
  secretFile?: string;
}

const keptShape = z.object({
  id: z.string(),
  installPage: z.string().exactOptional(),
  keyFile: z.string(),
  secretFile: z.string().exactOptional(),
});

const LONGEST_NAME = 34;
const MINUTE = 60_000;
const TIMEOUT_MS = 10_000;

/** Where the App is to be registered. */
export interface Registering {
  api: string;
  /** Base address of the repository's page, for whoever wonders what the App is for. */
  home: string;
}

/** @returns the App that an earlier run registered and nobody finished, undefined if there is none. */
export function keptApp(terminal: Terminal, options: GitHubConnectOptions): KeptApp | undefined {
  const path = resolve(terminal.cwd, keptFile(options));
  if (!existsSync(path)) return undefined;
  const found = keptShape.safeParse(JSON.parse(readFileSync(path, 'utf8')));
  return found.success && existsSync(resolve(terminal.cwd, found.data.keyFile)) ? found.data : undefined;
}

/** @returns the file that says which App was registered; no secret is in it. */
export function keptFile(options: GitHubConnectOptions): string {
  return fileOf(options, 'app.json');
}

/** Registers an App by a manifest, in a browser, and keeps what GitHub shows only once. @throws Refusal */
export async function registerApp(
  asking: Asking,
  options: GitHubConnectOptions,
  file: ProgrammeText,
  where: Registering,
): Promise<KeptApp> {
  const { terminal } = asking;
  if (options.code !== undefined) return converted(terminal, options, where.api, options.code);
  const name = await answered(asking, {
    flag: '--app-name NAME',
    text: 'Name of the App: it signs the comments as NAME[bot]',
    given: options.appName,
    read: (text) => (/^[\w-][\w -]*$/.test(text) && text.length <= LONGEST_NAME ? text : undefined),
    allowed: `letters, digits, hyphens, and spaces, at most ${LONGEST_NAME}; no other App's at GitHub`,
    proposal: `${textAt(file.tree, 'instance') ?? 'our'}-dutybound`.slice(0, LONGEST_NAME),
  });
  const state = randomBytes(24).toString('hex');
  const hookUrl = hookOf(options);
  let kept: KeptApp | undefined;
  const form = (address: string) => {
    const manifest = manifestOf({
      name,
      home: where.home,
      redirectUrl: `${address}${RETURN}`,
      ...(hookUrl && { hookUrl }),
    });
    const action = registrationPage(where.api, options.organisation, state);
    return { action, fields: { manifest: JSON.stringify(manifest) }, button: `Register ${name} at GitHub` };
  };
  const receiver = await openReceiver(form, {
    state,
    waitMs: options.wait * MINUTE,
    async received(code) {
      const app = await converted(terminal, options, where.api, code);
      kept = app;
      return app.installPage;
    },
  });
  const page = fileOf(options, 'app.html');
  try {
    keepSecret(terminal, page, formPage(form(receiver.address)));
    terminal.err(
      `Open ${receiver.address}/ in a browser on this machine, register the App, and install it on the repository.\n` +
        `Where the browser is elsewhere: open the file ${page} there. At the end its address shows code=…; stop this, and within the hour run\n` +
        `  dutybound connect github --app${options.api === undefined ? '' : ` --api ${where.api}`} --code CODE`,
    );
    await receiver.done;
  } finally {
    receiver.close();
    rmSync(resolve(terminal.cwd, page), { force: true });
  }
  if (kept === undefined) throw new Error('The App was registered without being kept.');
  return kept;
}

async function converted(
  terminal: Terminal,
  options: GitHubConnectOptions,
  api: string,
  code: string,
): Promise<KeptApp & { installPage: string }> {
  const app = await asked(convert(code, { api, now: Date.now, timeoutMs: TIMEOUT_MS }), {
    unauthorised: 'Run this again.',
  });
  const kept = {
    id: app.id,
    installPage: app.installPage,
    keyFile: fileOf(options, 'app.pem'),
    ...(app.webhookSecret !== undefined && { secretFile: fileOf(options, 'webhook.secret') }),
  };
  keepSecret(terminal, kept.keyFile, app.privateKey.trim());
  if (kept.secretFile !== undefined) keepSecret(terminal, kept.secretFile, app.webhookSecret ?? '');
  keepSecret(terminal, keptFile(options), JSON.stringify(kept));
  terminal.err(`Registered ${app.slug} (${app.id}). Its private key is kept in ${kept.keyFile}, for this user alone.`);
  return kept;
}

function hookOf({ hookUrl }: GitHubConnectOptions): string | undefined {
  if (hookUrl === undefined) return undefined;
  const found = addressIn(hookUrl);
  if (found) return found;
  throw new Refusal(`--hook-url: found no address; allowed: https://HOST/hooks/TRACKER. Nothing was changed.`);
}

function fileOf({ data, tracker }: GitHubConnectOptions, name: string): string {
  return join(data, `${tracker}-${name}`);
}
