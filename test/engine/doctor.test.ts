import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Redis } from 'ioredis';
import type { Finding } from '../../activities/doctor/finding.ts';
import { createDoorbells } from '../../integrations/webhooks/doorbells.ts';
import { startIntake } from '../../workers/intake.ts';
import { connectEngine } from '../../workers/temporal-client.ts';
import { startWorker } from '../../workers/worker.ts';
import { TOKEN } from '../cli/company.ts';
import { type Answer, type Ground, openGround } from '../cli/setup/ground.ts';
import { type PostgresServer, startPostgres } from '../register/engines/postgres-server.ts';
import { NAMESPACE, type Servers, startServers } from './harness/servers.ts';
import { until } from './harness/until.ts';

jest.setTimeout(240_000);
const START_MS = 120_000;

let ground: Ground;
let servers: Servers;
beforeAll(async () => {
  ground = await openGround();
  servers = await startServers(join(ground.here.folder, 'servers'));
  ground.later(() => servers.stop());
  await ground.applied();
}, START_MS);
afterAll(async () => {
  const secrets = [TOKEN, servers.redis.password];
  expect(ground.here.printed.filter((text) => secrets.some((s) => text.includes(s)))).toEqual([]);
  await ground.close();
}, START_MS);

async function doctor(...args: string[]): Promise<{ code: number; of: (name: string) => Finding[] }> {
  const { code, out } = await ground.here.run('doctor', '--json', ...args);
  const { findings } = JSON.parse(out) as Answer;
  return { code, of: (name) => findings.filter((f) => f.name === name) };
}

function everywhere(): string[] {
  ground.here.env.DUTYBOUND_REDIS_PASSWORD = servers.redis.password;
  return ['--temporal', servers.temporal, '--namespace', NAMESPACE, '--redis', servers.redis.address];
}

function redisPort(): number {
  return Number(servers.redis.address.split(':')[1]);
}

/** Everything that is in Redis. */
async function keys(): Promise<string[]> {
  const redis = new Redis({ port: redisPort(), password: servers.redis.password });
  try {
    return (await redis.keys('*')).sort();
  } finally {
    redis.disconnect();
  }
}

/** Something that takes connections and never says a word. */
async function silence(): Promise<string> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => sockets.push(socket.on('error', () => {})));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  ground.later(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  const address = server.address();
  return `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
}

describe('doctor on real servers', () => {
  it('finds queues without workers, and how much waits in them; it leaves nothing there', async () => {
    const connection = { host: '127.0.0.1', port: redisPort(), password: servers.redis.password };
    const doorbells = createDoorbells({ connection, prefix: 'dutybound', log: () => {} });
    await until('the queue to take a ring', () =>
      doorbells.ring({ tracker: 'github', id: '1' }).then(
        () => true,
        () => false,
      ),
    );
    await doorbells.close();
    const engine = await connectEngine(servers.temporal, NAMESPACE);
    await engine.drain('github');
    await engine.close();
    const before = await keys();
    const { code, of } = await doctor(...everywhere());
    expect(code).toBe(1);
    const same = { what: 'no-workers', level: 'problem', operational: true, allowed: 'at least one' };
    expect(of('temporal')).toMatchObject([
      {
        ...same,
        place: '--temporal',
        found: expect.stringMatching(/^127\.0\.0\.1:\d+: queue dutybound has no workers; \d+ waiting$/),
        fix: expect.stringContaining('dutybound worker'),
      },
    ]);
    expect(of('redis')).toMatchObject([
      {
        ...same,
        place: '--redis',
        found: expect.stringMatching(/: queue doorbells has no workers; 1 waiting$/),
        fix: expect.stringContaining('dutybound intake'),
      },
    ]);
    expect(await keys()).toEqual(before);
    expect((await ground.here.run('apply', '--yes')).code).toBe(0);
  });

  it('finds a wrong password and a namespace that is not there', async () => {
    const args = everywhere();
    ground.here.env.DUTYBOUND_REDIS_PASSWORD = 'PlantedWrongPassword';
    const { of } = await doctor(...args, '--namespace', 'elsewhere');
    expect(of('redis')).toMatchObject([
      {
        what: 'redis',
        level: 'problem',
        found: expect.stringMatching(/WRONGPASS/),
        fix: expect.stringContaining('DUTYBOUND_REDIS_PASSWORD'),
      },
    ]);
    expect(of('temporal')).toMatchObject([
      { what: 'temporal', level: 'problem', found: expect.stringMatching(/elsewhere/) },
    ]);
    expect(ground.here.printed.join()).not.toContain('PlantedWrongPassword');
  });

  it('does not wait for servers that never answer', async () => {
    const { code, of } = await doctor('--temporal', await silence(), '--redis', await silence());
    expect(code).toBe(1);
    expect([...of('temporal'), ...of('redis')].map((f) => [f.what, f.level])).toEqual([
      ['temporal', 'problem'],
      ['redis', 'problem'],
    ]);
    expect(of('github')).toMatchObject([{ level: 'ok' }]);
  });

  it('finds nothing once a worker and an intake run', async () => {
    await ground.work(async (deps) => {
      const worker = await startWorker(servers.temporal, NAMESPACE, deps);
      const intake = await startIntake({ deps, port: 0, redis: servers.redis });
      try {
        const seen = await until('both to be seen at work', async () => {
          const { of } = await doctor(...everywhere());
          const found = [...of('temporal'), ...of('redis')];
          return found.every((f) => f.level === 'ok') && found;
        });
        expect(seen.map((f) => f.found)).toEqual([
          expect.stringMatching(/, \d+ on queue dutybound, \d+ waiting$/),
          expect.stringMatching(/, \d+ on queue doorbells, \d+ waiting$/),
        ]);
      } finally {
        await intake.close();
        await worker.stop();
      }
    });
  });

  it('finds them unreachable once they were stopped', async () => {
    const args = everywhere();
    await servers.stop();
    const { code, of } = await doctor(...args);
    expect(code).toBe(1);
    expect(of('temporal')).toMatchObject([
      { what: 'temporal', found: expect.stringContaining('nobody listens there') },
    ]);
    expect(of('redis')).toMatchObject([{ what: 'redis', found: expect.stringContaining('ECONNREFUSED') }]);
  });
});

describe('doctor where up runs', () => {
  let child: ChildProcess;
  afterAll(async () => {
    if (child.exitCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  }, START_MS);

  it('finds engine, servers, and workers without being told where', async () => {
    child = spawn(process.execPath, [...ground.here.main, 'up'], {
      cwd: ground.here.folder,
      env: { ...ground.here.env, DUTYBOUND_SERVERS: process.env.DUTYBOUND_SERVERS, HOME: ground.here.folder },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    if (child.stdout) await once(createInterface(child.stdout), 'line');
    let all: Finding[] = [];
    const look = async () => {
      const { of } = await doctor();
      all = ['engine', 'temporal', 'redis', 'folder'].flatMap(of);
      return all.every((f) => f.level === 'ok') && all.length >= 3;
    };
    await until('everything to be seen at work', look, () => all);
    expect(all.map((f) => f.name)).toEqual(['engine', 'temporal', 'redis']);
  });
});

describe('doctor on PostgreSQL', () => {
  let postgres: PostgresServer;
  beforeAll(async () => {
    postgres = await startPostgres();
  }, START_MS);

  it('finds the register in order, and unreachable once its server was stopped', async () => {
    ground.here.env.DUTYBOUND_REGISTER = postgres.url;
    expect((await ground.here.run('init', '--yes', '--data', 'apart')).code).toBe(0);
    expect((await doctor('--data', 'apart')).of('register')).toMatchObject([{ level: 'ok' }]);
    await postgres.stop();
    const { code, of } = await doctor('--data', 'apart');
    expect(code).toBe(1);
    expect(of('register')).toMatchObject([
      {
        what: 'register',
        level: 'problem',
        place: 'DUTYBOUND_REGISTER',
        found: expect.stringContaining('does not answer'),
      },
    ]);
    expect(of('github')).toMatchObject([{ level: 'ok' }]);
    expect(ground.here.printed.join()).not.toContain(postgres.password);
    ground.here.env.DUTYBOUND_REGISTER = undefined;
  });
});
