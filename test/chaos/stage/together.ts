import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../../workers/servers/free-port.ts';
import { keep, signal } from './keep.ts';
import { type Surroundings, startCommand } from './node.ts';
import { FROZEN_MS, type Running } from './stage.ts';
import { alive, descendantNamed, descendants } from './tree.ts';

const WITHIN_MS = 90_000;
const POLL_MS = 100;

/** Runs everything under one `dutybound up`, started again when it ends. */
export async function runTogether(around: Surroundings, data: string, tell: (line: string) => void): Promise<Running> {
  const port = await freePort();
  const args = ['up', '--data', data, '--intake-port', String(port)];
  let workers = 0;
  const hear = (line: string) => {
    if (line.includes('"worker runs"')) workers++;
  };
  const launch = () => {
    workers = 0;
    return startCommand('up', args, around, 'Up. Temporal', hear);
  };
  const up = keep('up', launch, tell);
  const ready = async () => {
    await up.runs();
    await soon('the worker of up to run', () => workers > 0 || undefined);
  };
  const part = async (text: string) => {
    await ready();
    return soon(`up to run "${text}"`, () => (up.pid === undefined ? undefined : descendantNamed(up.pid, text)));
  };
  const close = async () => {
    for (const pid of up.pid === undefined ? [] : descendants(up.pid)) signal(pid, 'SIGCONT');
    await up.stop();
  };
  await ready();
  return {
    hooks: [`http://127.0.0.1:${port}/hooks/github`],
    ready,
    close,
    blows: {
      'kill-up': async () => {
        const { pid } = await up.runs();
        const started = descendants(pid);
        await up.kill();
        await allGone(started);
      },
      'kill-worker': async () => {
        const worker = await part('worker --data');
        workers = 0;
        signal(worker, 'SIGKILL');
      },
      'kill-temporal': async () => signal(await part('server start-dev'), 'SIGKILL'),
      'kill-valkey': async () => signal(await part('valkey-server'), 'SIGKILL'),
      'lose-temporal': () => up.down(() => rmSync(join(data, 'temporal'), { recursive: true })),
      'lose-valkey': () => up.down(() => rmSync(join(data, 'valkey', 'appendonlydir'), { recursive: true })),
      'freeze-up': () => up.freeze(FROZEN_MS),
      'freeze-worker': async () => freeze(await part('worker --data')),
      'freeze-temporal': async () => freeze(await part('server start-dev')),
      'freeze-valkey': async () => freeze(await part('valkey-server')),
    },
  };
}

async function freeze(pid: number): Promise<void> {
  signal(pid, 'SIGSTOP');
  await pause(FROZEN_MS);
  signal(pid, 'SIGCONT');
}

/** What was started must end with whoever started it, even killed. */
async function allGone(pids: number[]): Promise<void> {
  const left = () => alive(pids).map(named).join(', ');
  await soon('all that up started to be gone', () => alive(pids).length === 0 || undefined).catch((error) => {
    throw new Error(`${error.message}; left behind: ${left()}`);
  });
}

async function soon<T>(what: string, look: () => T | undefined): Promise<T> {
  const deadline = performance.now() + WITHIN_MS;
  for (;;) {
    const found = look();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`waited ${WITHIN_MS / 1000} s in vain for ${what}`);
    await pause(POLL_MS);
  }
}

function named(pid: number): string {
  return `${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').slice(0, 120)}`;
}
