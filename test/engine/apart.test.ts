import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { freePort } from '../../workers/servers/free-port.ts';
import { type Desk, desk } from '../cli/desk.ts';
import { type RunningCommand, startCommand } from './harness/command.ts';
import { company, ENGINE_TOKEN, HOOK_SECRET } from './harness/company.ts';
import { duty, isms } from './harness/programme.ts';
import { type Servers, startServers } from './harness/servers.ts';
import { until } from './harness/until.ts';

jest.setTimeout(240_000);

const METRICS = /(http:\/\/[\w.:]+)\/metrics/;
let here: Desk;
let sandbox: Sandbox;
const running: RunningCommand[] = [];

beforeAll(async () => {
  here = desk();
  sandbox = await startSandbox(company());
  Object.assign(here.env, { GITHUB_TOKEN: ENGINE_TOKEN, HOOK_SECRET });
  await here.run('init', '--yes');
  here.write(
    'isms.yaml',
    isms(sandbox, { duties: duty({ id: 'one' }), trackers: [] }).replace('sweep: 1 h', 'sweep: 1 s'),
  );
  expect(await here.run('apply', '--yes')).toMatchObject({ code: 0 });
});
afterAll(async () => {
  for (const command of running) await command.kill();
  await sandbox?.close();
  here?.end();
});

function start(args: string[], env: Record<string, string> = {}): RunningCommand {
  const command = startCommand(args, here.folder, { ...here.env, ...env });
  running.push(command);
  return command;
}

const ask = async (url: string) => {
  const answer = await fetch(url);
  return { code: answer.status, text: await answer.text() };
};
/** A process that only just started may not listen yet. */
const ready = (url: string) =>
  until(
    'readiness',
    () =>
      ask(`${url}/readyz`).then(
        ({ code }) => code === 200,
        () => false,
      ),
    () => ask(`${url}/readyz`),
  );

describe('an engine that runs apart', () => {
  let servers: Servers;
  let worker: RunningCommand;
  let metrics = { worker: '', intake: '' };
  let sdk = 0;

  beforeAll(async () => {
    servers = await startServers(here.folder);
    here.write('redis', `${servers.redis.password}\n`);
    sdk = await freePort();
    const temporal = ['--temporal', servers.temporal];
    worker = start(['worker', ...temporal, '--sdk-metrics-port', String(sdk)]);
    const intake = start(['intake', ...temporal, '--redis', servers.redis.address], {
      DUTYBOUND_REDIS_PASSWORD_FILE: join(here.folder, 'redis'),
    });
    metrics = { worker: await worker.says(METRICS), intake: await intake.says(METRICS) };
  }, 120_000);
  afterAll(() => servers?.stop());

  it('is ready in each process once it goes round', async () => {
    await ready(metrics.worker);
    await ready(metrics.intake);
  });

  it('measures calls to the tracker in the worker, doorbells in the intake, and sweeps', async () => {
    const told = async (url: string, line: RegExp) =>
      until(
        String(line),
        async () => line.test((await ask(`${url}/metrics`)).text),
        () => ask(`${url}/metrics`),
      );
    await told(metrics.worker, /^dutybound_tracker_calls_total\{tracker="github",verb="ensure",outcome="ok"\} \d/m);
    await told(metrics.worker, /^dutybound_sweep_age_seconds\{tracker="github"\} \d/m);
    await told(metrics.intake, /^dutybound_doorbells\{state="waiting"\} 0/m);
    await told(metrics.intake, /^dutybound_open_records\{table="task",state="open"\} 1/m);
  });

  it("serves the metrics of Temporal's own client where it is told to", async () => {
    expect((await ask(`http://127.0.0.1:${sdk}/metrics`)).text).toContain('temporal_');
  });

  it('is found by apply, trigger, and status through the environment', async () => {
    const other = { ...here.env };
    try {
      expect(JSON.parse((await here.run('status', '--json')).out)).toMatchObject({ engine: { running: false } });
      here.env.DUTYBOUND_TEMPORAL = servers.temporal;
      const started = await here.run('trigger', 'one', '--because', 'an incident', '--json');
      expect(JSON.parse(started.out)).toMatchObject({ running: true });
      here.write(
        'isms.yaml',
        isms(sandbox, { duties: duty({ id: 'one' }) + duty({ id: 'two' }) }).replace('sweep: 1 h', 'sweep: 1 s'),
      );
      const applied = await here.run('apply', '--yes', '--json');
      expect([JSON.parse(applied.out), applied.err]).toEqual([expect.objectContaining({ running: true }), '']);
      expect(JSON.parse((await here.run('status', '--json')).out)).toMatchObject({ engine: { running: true } });
    } finally {
      here.env = other;
    }
  });

  it('is not ready in the intake once the only worker is gone, and is not called running', async () => {
    await worker.kill();
    const failing = await until('the planner to be missed', async () => {
      const { code, text } = await ask(`${metrics.intake}/readyz`);
      return (
        code === 503 && (JSON.parse(text) as { parts: { part: string; ok: boolean }[] }).parts.filter((p) => !p.ok)
      );
    });
    expect(failing).toEqual([expect.objectContaining({ part: 'planner', fix: expect.any(String) })]);
    here.env.DUTYBOUND_TEMPORAL = servers.temporal;
    expect(JSON.parse((await here.run('status', '--json')).out)).toMatchObject({ engine: { running: false } });
    here.env.DUTYBOUND_TEMPORAL = undefined;
  });
});

describe('up', () => {
  it('serves its own metrics at the port it is given, and its worker’s at the next', async () => {
    const port = await freePort();
    const up = start(['up', '--json', '--data', '.dutybound', '--ops-port', String(port)]);
    const url = await up.says(/"ops":"(http:[^"]+)"/);
    expect(url).toBe(`http://127.0.0.1:${port}`);
    await ready(url);
    await ready(`http://127.0.0.1:${port + 1}`);
    const build = /^dutybound_build_info\{version="[\d.]+",part="(\w+)"\} 1$/m;
    const part = async (at: number) => build.exec((await ask(`http://127.0.0.1:${at}/metrics`)).text)?.[1];
    expect([await part(port), await part(port + 1)]).toEqual(['up', 'worker']);
    expect(JSON.parse((await here.run('status', '--json')).out)).toMatchObject({ engine: { running: true } });
    expect(await up.end()).toBe(0);
    expect(existsSync(join(here.folder, '.dutybound', 'engine.json'))).toBe(false);
    await expect(fetch(`${url}/healthz`)).rejects.toThrow();
  });
});
