import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { freePort } from '../../../workers/servers/free-port.ts';
import { keep, signal } from './keep.ts';
import { type Surroundings, startCommand } from './node.ts';
import { FROZEN_MS, type Running } from './stage.ts';
import { alive, descendantNamed, descendants } from './tree.ts';

const GONE_WITHIN_MS = 45_000;
const POLL_MS = 100;

/** Runs everything under one `dutybound up`, started again when it ends. */
export async function runTogether(around: Surroundings, data: string, tell: (line: string) => void): Promise<Running> {
  const port = await freePort();
  const args = ['up', '--data', data, '--intake-port', String(port)];
  const up = keep('up', () => startCommand('up', args, around, 'Up. Temporal'), tell);
  const part = async (text: string) => {
    const { pid } = await up.runs();
    const found = descendantNamed(pid, text);
    if (found !== undefined) return found;
    throw new Error(`up runs no "${text}" now`);
  };
  const close = async () => {
    for (const pid of up.pid === undefined ? [] : descendants(up.pid)) signal(pid, 'SIGCONT');
    await up.stop();
  };
  await up.runs();
  return {
    hooks: [`http://127.0.0.1:${port}/hooks/github`],
    close,
    blows: {
      'kill-up': async () => {
        const { pid } = await up.runs();
        const started = descendants(pid);
        await up.kill();
        await allGone(started);
      },
      'kill-worker': async () => signal(await part('worker --data'), 'SIGKILL'),
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
  const deadline = performance.now() + GONE_WITHIN_MS;
  while (alive(pids).length > 0) {
    if (performance.now() > deadline)
      throw new Error(`left behind by a killed up: ${alive(pids).map(named).join(', ')}`);
    await pause(POLL_MS);
  }
}

function named(pid: number): string {
  return `${pid} ${readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').slice(0, 120)}`;
}
