import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { connectSandbox } from '../../sandbox/client.ts';
import { makeSecrets, nameOf, type Secrets } from './company.ts';
import { noteAddresses, type RunFolder } from './folder.ts';
import type { Run, Started } from './given.ts';
import { type Environment, runNode, startNode } from './processes.ts';
import { programmeFor } from './programme.ts';
import { addressOf, standing, startSandbox } from './sandbox.ts';
import type { Scene } from './scene.ts';
import { trackerAt } from './tracker/at.ts';
import { until } from './until.ts';

const DUTYBOUND = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

const SOON_MS = 60_000;
const ACCESS_LEAD_MS = 60_000;
const SUPPLIER_LEAD_MS = 20_000;
const START_WITHIN = 60;

/** Sets the stage: one tracker or two, an installation with the programme applied, everything running. */
export async function setStage(run: Run): Promise<Scene> {
  const { story, folder, signal, started, living } = run;
  const secrets = makeSecrets();
  const env = environment(folder, secrets);
  const sandbox = await startSandbox(run, secrets, env);
  story.tell(standing(living, sandbox.url));

  const dutybound = async (...args: string[]) => {
    const { code, out, err } = await runNode([DUTYBOUND, ...args], env, folder.path, signal);
    if (code !== 0) throw new Error(`dutybound ${args.join(' ')} ended with ${code}: ${err || out}`);
    return out;
  };
  const asked = performance.now();
  await dutybound('init', '--yes');
  const begin = Math.ceil((Date.now() + headStart(performance.now() - asked)) / 1000) * 1000;
  const marked = {
    api: sandbox.apiUrl,
    smtp: `smtp://127.0.0.1:${sandbox.smtpPort}`,
    access: new Date(begin + ACCESS_LEAD_MS).toISOString(),
    supplier: new Date(begin + SUPPLIER_LEAD_MS).toISOString(),
  };
  const programme = programmeFor(marked, living, sandbox.jiraUrl);
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
  let isUp: true | undefined;
  engine.onLine((line) => {
    workers.push(...workerIn(line));
    if (line.startsWith('Up. ')) isUp = true;
  });
  await Promise.race([engine.failed, until('dutybound up to run', () => isUp && workers[0], signal, START_WITHIN)]);
  const { intake } = JSON.parse(readFileSync(join(folder.data, 'engine.json'), 'utf8')) as { intake: string };
  const client = connectSandbox(sandbox.url);
  const [first, ...others] = living.kinds.map((kind) => addressOf(kind, sandbox, secrets));
  if (!first) throw new Error('the company works in no tracker');
  const trackers: Scene['trackers'] = [trackerAt(first), ...others.map(trackerAt)];
  for (const { announceTo, kind } of trackers) await announceTo(client, `${intake}/hooks/${kind}`, secrets.webhook);
  noteAddresses(folder.path, { trackers: [first, ...others], sandbox: sandbox.url });
  story.tell(
    `dutybound up: Temporal, Valkey, the webhook intake, and a worker run (pid ${workers[0]}); ${trackers.length > 1 ? 'both webhooks point' : "the tracker's webhook points"} to ${intake}.`,
  );
  const register = join(folder.data, 'register.sqlite');
  return {
    story,
    signal: whileStanding(signal, started),
    trackers,
    sandbox: client,
    register,
    pages: sandbox.url,
    dutybound,
    workers,
  };
}

/** Aborted with the run, and when something that the story rests on ends: nothing more would be seen. */
function whileStanding(signal: AbortSignal, started: Started): AbortSignal {
  const over = new AbortController();
  for (const { failed } of started) failed.catch((error) => over.abort(error));
  return AbortSignal.any([signal, over.signal]);
}

/** How long the remaining commands and the start take, by how long one command took, ms: the first tickets open after that. */
function headStart(command: number): number {
  return Math.min(16_000, Math.max(8_000, 4_000 + 5 * command));
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
    JIRA_TOKEN: engineToken,
    JIRA_WEBHOOK_SECRET: webhook,
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
