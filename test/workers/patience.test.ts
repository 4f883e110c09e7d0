import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ApplicationFailure } from '@temporalio/common';
import type { Dependencies } from '../../activities/dependencies.ts';
import { locateServer } from '../../workers/servers/locate.ts';
import { startTemporal } from '../../workers/servers/temporal.ts';
import { connectEngine, type Engine } from '../../workers/temporal-client.ts';
import { type RunningWorker, startWorker } from '../../workers/worker.ts';

const NAMESPACE = 'dutybound';
const folder = mkdtempSync(join(tmpdir(), 'dutybound-patience-'));
const lines: Record<string, unknown>[] = [];
let temporal: Awaited<ReturnType<typeof startTemporal>>;
let engine: Engine;
let worker: RunningWorker;

/** What the register throws that is asked for a tracker of this name. */
const failures: Record<string, Error> = {
  locked: ApplicationFailure.nonRetryable('the disk is full', 'RegisterError'),
  refused: ApplicationFailure.nonRetryable('422 for "what sam wrote"', 'TrackerError'),
};

beforeAll(async () => {
  const executable = locateServer('temporal', process.env, true);
  temporal = await startTemporal({ executable, dataFolder: folder, ip: '127.0.0.1', namespace: NAMESPACE });
  const deps = {
    register: { breaker: (tracker: string) => Promise.reject(failures[tracker]) },
    log: (message: string, fields = {}) => void lines.push({ message, ...fields }),
  } as unknown as Dependencies;
  engine = await connectEngine(temporal.address, NAMESPACE);
  worker = await startWorker(temporal.address, NAMESPACE, deps);
}, 120_000);
afterAll(async () => {
  await worker.stop();
  await engine.close();
  await temporal.stop();
  rmSync(folder, { recursive: true });
}, 120_000);

it.each([
  ['its cause', 'locked', 'RegisterError: the disk is full'],
  ['of what a tracker answered no more than that it was the tracker', 'refused', 'TrackerError'],
])(
  'what is tried again in a minute says %s',
  async (_, tracker, error) => {
    await engine.drain(tracker);
    const said = () =>
      lines.find((l) => l.message === 'temporal: tried again in a minute' && l.workflowId === `deliver/${tracker}`);
    while (!said()) await sleep(50);
    expect(said()).toMatchObject({ error });
    expect(JSON.stringify(lines)).not.toContain('sam wrote');
  },
  60_000,
);
