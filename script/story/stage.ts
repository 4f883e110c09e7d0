import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectSandbox } from '../../sandbox/client.ts';
import { makeSecrets, nameOf, REPOSITORY, type Secrets, sandboxOptions } from './company.ts';
import { noteAddresses, type RunFolder } from './folder.ts';
import { type Environment, type Running, runNode, startNode } from './processes.ts';
import { programmeFor } from './programme.ts';
import type { Scene } from './scene.ts';
import type { Story } from './story.ts';
import { trackerAt } from './tracker.ts';
import { until } from './until.ts';

const SANDBOX = fileURLToPath(new URL('../../sandbox/main.ts', import.meta.url));
const DUTYBOUND = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

const SOON_MS = 60_000;
const ACCESS_LEAD_MS = 60_000;
const SUPPLIER_LEAD_MS = 20_000;
const START_WITHIN = 60;

/** What a run has started, the latest last: ended in the reverse order. */
export type Started = Running[];

/** Sets the stage: a tracker, an installation with the programme applied, everything running. @param started gets what was started. */
export async function setStage(story: Story, folder: RunFolder, signal: AbortSignal, started: Started): Promise<Scene> {
  const secrets = makeSecrets();
  const env = environment(folder, secrets);
  const sandbox = await startSandbox(folder, secrets, env, signal, started);
  story.tell(
    `A local tracker that speaks GitHub's API stands at ${sandbox.url}, with a private repository ${REPOSITORY}.`,
  );

  const dutybound = async (...args: string[]) => {
    const { code, out, err } = await runNode([DUTYBOUND, ...args], env, folder.path, signal);
    if (code !== 0) throw new Error(`dutybound ${args.join(' ')} ended with ${code}: ${err || out}`);
    return out;
  };
  const asked = performance.now();
  await dutybound('init');
  const begin = Math.ceil((Date.now() + headStart(performance.now() - asked)) / 1000) * 1000;
  const programme = programmeFor({
    api: sandbox.apiUrl,
    smtp: `smtp://127.0.0.1:${sandbox.smtpPort}`,
    access: new Date(begin + ACCESS_LEAD_MS).toISOString(),
    supplier: new Date(begin + SUPPLIER_LEAD_MS).toISOString(),
  });
  writeFileSync(folder.programme, programme, { mode: 0o600 });
  story.tell(`dutybound validate: ${await dutybound('validate')}`);
  const soon = new Date(Date.now() + SOON_MS).toISOString();
  story.tell(
    `dutybound preview, which writes nothing: ${opening(await dutybound('preview', '--json', '--until', soon))}`,
  );
  story.tell(`dutybound apply: ${await dutybound('apply', '--yes')}`);

  const workers: number[] = [];
  const engine = startNode('up', [DUTYBOUND, 'up'], env, folder.path);
  started.push(engine);
  engine.onLine((line) => workers.push(...workerIn(line)));
  await Promise.race([engine.failed, until('dutybound up to run', () => workers[0], signal, START_WITHIN)]);
  const { intake } = JSON.parse(readFileSync(join(folder.data, 'engine.json'), 'utf8')) as { intake: string };
  const reader = { api: sandbox.apiUrl, repository: REPOSITORY, token: secrets.administratorToken };
  const tracker = trackerAt(reader);
  await tracker.addWebhook(`${intake}/hooks/github`, secrets.webhook);
  noteAddresses(folder.path, { ...reader, sandbox: sandbox.url });
  story.tell(
    `dutybound up: Temporal, Valkey, the webhook intake, and a worker run (pid ${workers[0]}); the tracker's webhook points to ${intake}.`,
  );
  const register = join(folder.data, 'register.sqlite');
  return {
    story,
    signal,
    tracker,
    sandbox: connectSandbox(sandbox.url),
    register,
    pages: sandbox.url,
    dutybound,
    workers,
  };
}

/** How long the remaining commands and the start take, by how long one command took, ms: the first tickets open after that. */
function headStart(command: number): number {
  return Math.min(16_000, Math.max(8_000, 4_000 + 5 * command));
}

interface SandboxAddress {
  url: string;
  apiUrl: string;
  smtpPort: number;
}

async function startSandbox(
  folder: RunFolder,
  secrets: Secrets,
  env: Environment,
  signal: AbortSignal,
  started: Started,
): Promise<SandboxAddress> {
  const options = join(folder.path, 'sandbox.json');
  writeFileSync(options, JSON.stringify(sandboxOptions(secrets)), { mode: 0o600 });
  const process = startNode(
    'sandbox',
    [SANDBOX, '--options', options, '--port', '0', '--smtp-port', '0'],
    env,
    folder.path,
  );
  started.push(process);
  let address: SandboxAddress | undefined;
  process.onLine((line) => {
    if (line.startsWith('{"url"')) address = JSON.parse(line) as SandboxAddress;
  });
  return Promise.race([process.failed, until('the sandbox to run', () => address, signal, START_WITHIN)]);
}

/** The caller's own settings of dutybound must not reach this run; the pinned servers must. */
function environment({ temporary }: RunFolder, { engineToken, webhook }: Secrets): Environment {
  const own = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('DUTYBOUND_') || name === 'DUTYBOUND_SERVERS',
  );
  return {
    ...Object.fromEntries(own),
    GITHUB_TOKEN: engineToken,
    GITHUB_WEBHOOK_SECRET: webhook,
    NO_COLOR: '1',
    TMPDIR: temporary,
  };
}

function workerIn(line: string): number[] {
  if (!line.startsWith('{')) return [];
  const { msg, pid } = JSON.parse(line) as { msg?: string; pid?: number };
  return msg === 'worker started' && pid !== undefined ? [pid] : [];
}

/** What a preview says of the tickets to come. */
function opening(preview: string): string {
  const { occurrences } = JSON.parse(preview) as { occurrences: { title: string; owner: string }[] };
  const list = occurrences.map(({ title, owner }) => `"${title}" for ${nameOf(owner)}`);
  return `${list.length} tickets will open within a minute, ${list.join(' and ')}.`;
}
