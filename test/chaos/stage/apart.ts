import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../../workers/servers/free-port.ts';
import type { RunningServer } from '../../../workers/servers/guarded.ts';
import { locateServer } from '../../../workers/servers/locate.ts';
import { startTemporal } from '../../../workers/servers/temporal.ts';
import { startValkey, valkeyPassword } from '../../../workers/servers/valkey.ts';
import { type Kept, keep, type Launched } from './keep.ts';
import { runCommand, type Surroundings, startCommand } from './node.ts';
import { FROZEN_MS, type Running } from './stage.ts';

const NAMESPACE = 'dutybound';
const CREW = ['worker-1', 'worker-2'];
const DOORS = ['intake-1', 'intake-2'];

/** Runs two workers and two intakes on servers of their own, each process apart and started again when it ends. */
export async function runApart(around: Surroundings, data: string, tell: (line: string) => void): Promise<Running> {
  const { folder } = around;
  const [temporalPort, valkeyPort, ...ports] = await Promise.all(['t', 'v', ...DOORS].map(() => freePort()));
  const folders = { temporal: join(folder, 'temporal'), valkey: join(folder, 'valkey') };
  const password = await valkeyPassword(folders.valkey);
  const temporal = keep(
    'temporal',
    () => guarded(startTemporal({ ...temporalOptions(folders.temporal), port: temporalPort ?? 0 })),
    tell,
  );
  const valkey = keep(
    'valkey',
    () => {
      const executable = locateServer('valkey-server', process.env, true);
      return guarded(startValkey({ executable, dataFolder: folders.valkey, password, port: valkeyPort ?? 0 }));
    },
    tell,
  );
  const parts: Kept[] = [temporal, valkey];
  const close = async () => void (await Promise.all(parts.map((part) => part.stop())));
  try {
    await Promise.all([temporal.runs(), valkey.runs()]);
    const server = ['--data', data, '--temporal', `127.0.0.1:${temporalPort}`, '--namespace', NAMESPACE];
    const queue = ['--redis', `127.0.0.1:${valkeyPort}`];
    const withPassword = { ...around, env: { ...around.env, DUTYBOUND_REDIS_PASSWORD: password } };
    const workers = CREW.map((name) =>
      keep(name, () => startCommand(name, ['worker', ...server], around, '"worker runs"'), tell),
    );
    const intakes = DOORS.map((name, i) => {
      const args = ['intake', ...server, ...queue, '--port', String(ports[i] ?? 0)];
      return keep(name, () => startCommand(name, args, withPassword, 'Webhooks '), tell);
    });
    parts.unshift(...workers, ...intakes);
    await Promise.all(parts.map((part) => part.runs()));
    const backup = join(folder, 'backup.sqlite');
    const turn = { worker: 0, intake: 0 };
    const next = (kind: keyof typeof turn, list: Kept[]) => list[turn[kind]++ % list.length] ?? temporal;
    return {
      hooks: ports.map((port) => `http://127.0.0.1:${port}/hooks/github`),
      ready: async () => void (await Promise.all(parts.map((part) => part.runs()))),
      close,
      blows: {
        'kill-worker': () => next('worker', workers).kill(),
        'kill-intake': () => next('intake', intakes).kill(),
        'kill-temporal': () => temporal.kill(),
        'kill-valkey': () => valkey.kill(),
        'lose-temporal': () => temporal.down(() => rmSync(folders.temporal, { recursive: true })),
        'lose-valkey': () => valkey.down(() => rmSync(join(folders.valkey, 'appendonlydir'), { recursive: true })),
        'empty-valkey': () => flush(valkeyPort ?? 0, password),
        'freeze-worker': () => next('worker', workers).freeze(FROZEN_MS),
        'freeze-workers': async () => void (await Promise.all(workers.map((worker) => worker.freeze(FROZEN_MS)))),
        'freeze-intake': () => next('intake', intakes).freeze(FROZEN_MS),
        'freeze-temporal': () => temporal.freeze(FROZEN_MS),
        'freeze-valkey': () => valkey.freeze(FROZEN_MS),
        'back-up': async () => void (await runCommand(['backup', backup, '--data', data], around)),
        restore: () =>
          allDown([...workers, ...intakes], async () => {
            for (const end of ['', '-wal', '-shm']) rmSync(join(data, `register.sqlite${end}`), { force: true });
            await runCommand(['restore', backup, '--data', data], around);
          }),
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Ends them all, one after the other, and starts them again once the work is done. */
async function allDown([first, ...others]: Kept[], work: () => Promise<void>): Promise<void> {
  if (!first) return work();
  await first.down(() => allDown(others, work));
}

function temporalOptions(dataFolder: string) {
  return {
    executable: locateServer('temporal', process.env, true),
    dataFolder,
    ip: '127.0.0.1' as const,
    namespace: NAMESPACE,
  };
}

async function guarded(starting: Promise<RunningServer>): Promise<Launched> {
  const server = await starting;
  let end = () => {};
  const gone = new Promise<void>((resolve) => {
    end = resolve;
    server.onExit(() => resolve());
  });
  return { pid: server.pid, gone, stop: () => server.stop().finally(end) };
}

/** Empties a Valkey that goes on running. */
async function flush(port: number, password: string): Promise<void> {
  const redis = new Redis({ host: '127.0.0.1', port, password, maxRetriesPerRequest: 3 });
  redis.on('error', () => {});
  try {
    await redis.flushall();
  } finally {
    redis.disconnect();
  }
}
