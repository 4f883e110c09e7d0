import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startSandbox } from '../../../sandbox/sandbox.ts';
import { installationIn, openInstalled } from '../../../workers/installation.ts';
import { ADMIN_TOKEN, ENGINE_TOKEN, HOOK_SECRET, REPO } from '../../engine/harness/company.ts';
import { type PostgresServer, startPostgres } from '../../register/engines/postgres-server.ts';
import { trackerOptions } from '../cast.ts';
import { runApart } from './apart.ts';
import { signal } from './keep.ts';
import { runCommand, type Surroundings } from './node.ts';
import { type Blows, FROZEN_MS, type Stage, type Style } from './stage.ts';
import { runTogether } from './together.ts';
import { descendants } from './tree.ts';

const CACHE = fileURLToPath(new URL('../../../.cache/chaos', import.meta.url));

/** Starts tracker, servers, and processes, with a fresh register; no programme is in force yet. */
export async function openStage(style: Style, tell: (line: string) => void): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'dutybound-chaos-'));
  const stops: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })];
  const close = async () => {
    while (stops.length > 0) await stops.pop()?.();
  };
  try {
    const sandbox = await startSandbox(trackerOptions());
    stops.push(() => sandbox.close());
    const postgres = style === 'postgres' ? await startPostgres() : undefined;
    if (postgres) stops.push(() => thawed(postgres).then(() => postgres.stop()));
    const data = join(folder, 'data');
    const around = surroundings(folder, postgres && `${postgres.url}?schema=chaos`);
    const dutybound = (...args: string[]) => runCommand([...args, '--data', data], around);
    await dutybound('init', '--yes', '--programme', join(folder, 'isms.yaml'));
    const running = await (style === 'together' ? runTogether : runApart)(around, data, tell);
    stops.push(() => running.close());
    for (const url of running.hooks) await addHook(sandbox.apiUrl, url);
    const asked = performance.now();
    await dutybound('status');
    const installation = installationIn(data, around.env.DUTYBOUND_REGISTER);
    return {
      style,
      sandbox,
      commandMs: performance.now() - asked,
      blows: { ...running.blows, ...(postgres && blowsOf(postgres)) },
      ready: running.ready,
      dutybound,
      async apply(programme) {
        const file = join(folder, 'isms.yaml');
        writeFileSync(file, programme, { mode: 0o600 });
        await dutybound('apply', '--yes', '--programme', file);
      },
      register: () => openInstalled(installation),
      keepLogs: (seed, tale) => keepLogs(folder, join(CACHE, `seed-${seed}`), tale),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

function keepLogs(folder: string, to: string, tale: string[]): void {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  writeFileSync(join(to, 'tale.txt'), tale.join('\n'));
  for (const name of readdirSync(folder)) if (name.endsWith('.log')) cpSync(join(folder, name), join(to, name));
  for (const name of readdirSync(join(folder, 'data')))
    if (name.startsWith('register.sqlite')) cpSync(join(folder, 'data', name), join(to, name));
}

/** The caller's own settings of dutybound must not reach a stage; the pinned servers must. */
function surroundings(folder: string, register: string | undefined): Surroundings {
  const temporary = join(folder, 'tmp');
  mkdirSync(temporary);
  const own = Object.entries(process.env).filter(
    ([name, value]) => value !== undefined && (!name.startsWith('DUTYBOUND_') || name === 'DUTYBOUND_SERVERS'),
  ) as [string, string][];
  const env = {
    NODE_COMPILE_CACHE: join(tmpdir(), 'dutybound-compiled'),
    ...Object.fromEntries(own),
    GITHUB_TOKEN: ENGINE_TOKEN,
    HOOK_SECRET,
    NO_COLOR: '1',
    TMPDIR: temporary,
    ...(register && { DUTYBOUND_REGISTER: register }),
  };
  return { folder, env };
}

function blowsOf(postgres: PostgresServer): Blows {
  const all = () => [postgres.pid, ...descendants(postgres.pid)];
  return {
    'freeze-postgres': async () => {
      const pids = all();
      for (const pid of pids) signal(pid, 'SIGSTOP');
      await new Promise((resolve) => setTimeout(resolve, FROZEN_MS));
      for (const pid of pids) signal(pid, 'SIGCONT');
    },
    'cut-postgres': async () => {
      await postgres.run('select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()');
    },
  };
}

async function thawed({ pid }: PostgresServer): Promise<void> {
  for (const each of [pid, ...descendants(pid)]) signal(each, 'SIGCONT');
}

/** Sets up a webhook, as an administrator does. */
async function addHook(api: string, url: string): Promise<void> {
  const config = { url, secret: HOOK_SECRET, content_type: 'json' };
  const answer = await fetch(`${api}/repos/${REPO}/hooks`, {
    method: 'POST',
    headers: { authorization: `Bearer ${ADMIN_TOKEN}`, 'user-agent': 'chaos', 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'web', active: true, events: ['issues', 'issue_comment'], config }),
  });
  if (answer.status !== 201) throw new Error(`no webhook: ${answer.status} ${await answer.text()}`);
}
