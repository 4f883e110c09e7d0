import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Client, Connection, type ScheduleDescription } from '@temporalio/client';
import { locateServer } from '../../workers/servers/locate.ts';
import { startTemporal } from '../../workers/servers/temporal.ts';
import { connectEngine, type Engine } from '../../workers/temporal-client.ts';
import { PLANNER_SCHEDULE } from '../../workflows/messages.ts';

const NAMESPACE = 'dutybound';
const folder = mkdtempSync(join(tmpdir(), 'dutybound-schedule-'));
let temporal: Awaited<ReturnType<typeof startTemporal>>;
let connection: Connection;
let engine: Engine;

beforeAll(async () => {
  const executable = locateServer('temporal', process.env, true);
  temporal = await startTemporal({ executable, dataFolder: folder, ip: '127.0.0.1', namespace: NAMESPACE });
  connection = await Connection.connect({ address: temporal.address });
  engine = await connectEngine(temporal.address, NAMESPACE);
}, 120_000);
afterAll(async () => {
  await engine.close();
  await connection.close();
  await temporal.stop();
  rmSync(folder, { recursive: true });
}, 120_000);

const schedule = () => new Client({ connection, namespace: NAMESPACE }).schedule.getHandle(PLANNER_SCHEDULE);
const intervalOf = ({ spec }: ScheduleDescription) => spec.intervals?.[0]?.every;

it('gives a round of the planner two intervals, half a minute at least, whenever the interval changes', async () => {
  for (const [every, most] of [
    [2_000, 30_000],
    [600_000, 1_200_000],
    [60_000, 120_000],
  ] as const) {
    await engine.ensureSchedule(every);
    const found = await schedule().describe();
    expect([intervalOf(found), found.action.workflowRunTimeout]).toEqual([every, most]);
  }
}, 60_000);

it('brings the time of a round up to date also where the interval is as it should be', async () => {
  await engine.ensureSchedule(60_000);
  await schedule().update(({ action, ...rest }) => ({ ...rest, action: { ...action, workflowRunTimeout: 30_000 } }));
  await engine.ensureSchedule(60_000);
  expect((await schedule().describe()).action.workflowRunTimeout).toBe(120_000);
}, 60_000);

it('is left alone where all of it is as it should be', async () => {
  await engine.ensureSchedule(60_000);
  const before = (await schedule().describe()).info.lastUpdatedAt;
  await engine.ensureSchedule(60_000);
  expect((await schedule().describe()).info.lastUpdatedAt).toEqual(before);
}, 60_000);
