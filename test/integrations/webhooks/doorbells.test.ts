import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { TrackerError } from '../../../integrations/tickets/errors.ts';
import { answerDoorbells } from '../../../integrations/webhooks/answer.ts';
import { createDoorbells } from '../../../integrations/webhooks/doorbells.ts';
import { freePort } from '../../../workers/servers/free-port.ts';
import type { RunningServer } from '../../../workers/servers/guarded.ts';
import { locateServer } from '../../../workers/servers/locate.ts';
import { startValkey } from '../../../workers/servers/valkey.ts';

const dataFolder = mkdtempSync(join(tmpdir(), 'dutybound-doorbells-'));
const password = 'doorbell password';
const ticket = { tracker: 'main:1', id: '231' };
const logged: string[] = [];
const log = (line: string) => void logged.push(line);
const open: { close(): Promise<void> }[] = [];
let connection: { host: string; port: number; password: string };
let server: RunningServer;

function start(): Promise<RunningServer> {
  const executable = locateServer('valkey-server', process.env, true);
  return startValkey({ executable, dataFolder, password, port: connection.port });
}

function keep<T extends { close(): Promise<void> }>(closable: T): T {
  open.push(closable);
  return closable;
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(20);
}

async function rings(doorbells: { ring(t: typeof ticket): Promise<void> }): Promise<boolean> {
  return doorbells.ring(ticket).then(
    () => true,
    () => false,
  );
}

beforeAll(async () => {
  connection = { host: '127.0.0.1', port: await freePort(), password };
  server = await start();
});
afterEach(async () => {
  for (const closable of open.splice(0)) await closable.close();
  logged.splice(0);
});
afterAll(async () => {
  await server.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

describe('doorbells', () => {
  it('answers three rings of a ticket once, after the last, and another ticket for itself', async () => {
    const prefix = 'coalesce';
    const doorbells = keep(createDoorbells({ connection, prefix, log, delayMs: 300 }));
    let state = 0;
    const seen: [string, number][] = [];
    keep(answerDoorbells({ connection, prefix, log, wake: async ({ id }) => void seen.push([id, state]) }));
    await until(() => rings(doorbells));
    await doorbells.ring(ticket);
    await doorbells.ring({ ...ticket, id: '232' });
    state = 3;
    await doorbells.ring(ticket);
    await until(() => seen.length >= 2);
    await sleep(400);
    expect(seen.sort()).toEqual([
      ['231', 3],
      ['232', 3],
    ]);
  });

  it('answers a label beside the ticket itself', async () => {
    const prefix = 'labelled';
    const doorbells = keep(createDoorbells({ connection, prefix, log, delayMs: 50 }));
    const answered: object[] = [];
    await until(() => rings(doorbells));
    await doorbells.ring({ ...ticket, labelled: true });
    keep(answerDoorbells({ connection, prefix, log, wake: async (ring) => void answered.push(ring) }));
    await until(() => answered.length === 2);
    expect(answered).toEqual(expect.arrayContaining([ticket, { ...ticket, labelled: true }]));
  });

  it('answers again, once, what rang twice while it was being answered', async () => {
    const prefix = 'active';
    const doorbells = keep(createDoorbells({ connection, prefix, log, delayMs: 50 }));
    let finish = () => {};
    const finished = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const answered: (typeof ticket)[] = [];
    const wake = async (woken: typeof ticket) => {
      answered.push(woken);
      if (answered.length === 1) await finished;
    };
    keep(answerDoorbells({ connection, prefix, log, wake }));
    await until(() => rings(doorbells));
    await until(() => answered.length === 1);
    await doorbells.ring(ticket);
    await doorbells.ring(ticket);
    expect(answered).toHaveLength(1);
    finish();
    await until(() => answered.length === 2);
    await sleep(300);
    expect(answered).toEqual([ticket, ticket]);
  });

  it('tries again what could not be woken, and says so without what anybody wrote', async () => {
    const prefix = 'again';
    const doorbells = keep(createDoorbells({ connection, prefix, log, delayMs: 0 }));
    let tries = 0;
    const wake = async () => {
      tries += 1;
      if (tries === 1) throw new TypeError('Sam wrote: mara@example.com');
      if (tries === 2) throw new TrackerError('GitHub: 422 Sam wrote', { kind: 'refused', fields: ['Sam wrote'] });
    };
    keep(answerDoorbells({ connection, prefix, log, wake }));
    await until(() => rings(doorbells));
    await until(() => tries === 3);
    expect(logged).toEqual([
      'doorbell of main%3A1/231 failed 1 times: TypeError',
      'doorbell of main%3A1/231 failed 2 times: TrackerError, refused',
    ]);
  }, 20_000);

  it('fails at once while the queue is down, loses no ring taken before, and goes on by itself afterwards', async () => {
    const prefix = 'down';
    const doorbells = keep(createDoorbells({ connection, prefix, log, delayMs: 100 }));
    await until(() => rings(doorbells));
    await server.stop();
    await expect(doorbells.ring(ticket)).rejects.toThrow();
    await expect(doorbells.ring(ticket)).rejects.toThrow(`127.0.0.1:${connection.port} is not reachable`);
    const late = keep(createDoorbells({ connection, prefix, log, delayMs: 100 }));
    await expect(late.ring(ticket)).rejects.toThrow('not reachable');
    const answered: string[] = [];
    keep(answerDoorbells({ connection, prefix, log, wake: async ({ id }) => void answered.push(id) }));
    await until(() => logged.length === 3);
    server = await start();
    await until(() => answered.length === 1);
    await until(() => rings(doorbells));
    await until(() => rings(late));
    await until(() => answered.length === 2);
    expect(logged.filter((line) => line.includes('cannot be reached'))).toHaveLength(3);
    expect(logged.filter((line) => line.includes('answers again'))).toHaveLength(3);
    expect(logged.join()).not.toContain(password);
  });

  it('does not wait for a queue that hangs', async () => {
    const doorbells = keep(createDoorbells({ connection, prefix: 'hang', log }));
    await until(() => rings(doorbells));
    process.kill(server.pid, 'SIGSTOP');
    try {
      await expect(doorbells.ring(ticket)).rejects.toThrow(/timed out/);
    } finally {
      process.kill(server.pid, 'SIGCONT');
    }
    await until(() => rings(doorbells));
  });
});
