import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { currentProgramme } from '../../../activities/organisation.ts';
import { statusOf } from '../../../activities/status.ts';
import { plusMs } from '../../../rules/time.ts';
import { createMetrics } from '../../../workers/ops/metrics.ts';
import { startOperations } from '../../../workers/ops/operations.ts';
import { REPO } from '../../cli/company.ts';
import { figure, REVIEW, setWatched, type Watched } from './scene.ts';

const START = '2027-04-01T08:00:00.000Z';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let here: Watched;
beforeEach(async () => {
  here = await setWatched(START);
});
afterEach(() => here.close());

const metrics = async () => (await here.get('/metrics')).text;
const ready = async () => {
  const { code, text } = await here.get('/readyz');
  const { ready, parts } = JSON.parse(text) as { ready: boolean; parts: { part: string; ok: boolean; fix?: string }[] };
  return { code, ready, failing: parts.filter((p) => !p.ok), parts: parts.map((p) => p.part) };
};

describe('/readyz', () => {
  it('asks for a programme before the first apply', async () => {
    expect(await ready()).toMatchObject({
      code: 503,
      ready: false,
      failing: [{ part: 'programme', fix: 'dutybound preview, then apply' }],
    });
  });

  it('is 200 while everything is in order and the planner goes round', async () => {
    await here.apply(REVIEW);
    await here.settle();
    const parts = ['register', 'temporal', 'queue', 'programme', 'planner'];
    expect(await ready()).toEqual({ code: 200, ready: true, failing: [], parts });
  });

  it('fails after three intervals without a round, and not before', async () => {
    await here.apply(REVIEW);
    await here.settle();
    here.set(plusMs(START, 3 * HOUR));
    expect((await ready()).code).toBe(200);
    here.set(plusMs(START, 3 * HOUR + 1));
    expect(await ready()).toMatchObject({
      code: 503,
      failing: [{ part: 'planner', found: expect.stringContaining(START) }],
    });
  });

  it('names what does not answer, with the next step', async () => {
    await here.apply(REVIEW);
    await here.settle();
    here.temporal.error = new Error('14 UNAVAILABLE');
    here.doorbells.error = new Error('the queue is not reachable');
    expect(await ready()).toMatchObject({
      code: 503,
      failing: [
        { part: 'temporal', found: '14 UNAVAILABLE', fix: expect.any(String) },
        { part: 'queue', found: 'the queue is not reachable', fix: expect.any(String) },
      ],
    });
  });

  it('has the reason logged why nothing is known of the planner or told in figures, once a look', async () => {
    await here.apply(REVIEW);
    await here.settle();
    here.doorbells.error = new Error('the queue is gone');
    here.deps.register.latestProgramme = () => Promise.reject(new Error('disk gone'));
    await ready();
    const planner = ['the planner could not be seen', { error: 'Error: disk gone' }, 'warn'];
    expect(here.lines).toEqual([planner]);
    here.lines.length = 0;
    await metrics();
    expect(here.lines).toHaveLength(3);
    expect(here.lines).toEqual(
      expect.arrayContaining([
        planner,
        ['figures could not be read', { of: 'watch', error: 'Error: disk gone' }, 'warn'],
        ['figures could not be read', { of: 'doorbells', error: 'Error: the queue is gone' }, 'warn'],
      ]),
    );
  });

  it('fails where the register cannot be written, and says the same as a page', async () => {
    await here.apply(REVIEW);
    await here.settle();
    await here.deps.register.close();
    expect((await ready()).failing.map((p) => p.part)).toEqual(['register', 'planner']);
    const text = await metrics();
    expect(figure(text, 'dutybound_page{reason="register"}')).toBe(1);
    expect(figure(text, 'dutybound_ready{part="register"}')).toBe(0);
    expect(text).not.toMatch(/^dutybound_open_records\{/m);
  });
});

describe('/healthz', () => {
  it('is 200 while the process lives, whatever else does not', async () => {
    here.temporal.error = new Error('gone');
    expect(await here.get('/healthz')).toEqual({ code: 200, text: '{"ok":true}' });
  });
});

describe('/metrics', () => {
  it('counts what status lists', async () => {
    await here.apply(REVIEW);
    await here.settle();
    here.says('sam-okoro', 1, '/extend 2027-04-23 because export job broken');
    await here.settle();
    await here.raise({});
    await here.settle();
    const { needsYou, open } = await statusOf(here.deps.register, here.now());
    expect(needsYou.map((n) => n.waitsFor)).toEqual(['extension']);
    const text = await metrics();
    expect(figure(text, 'dutybound_needs_you{decision="extension"}')).toBe(1);
    expect(figure(text, 'dutybound_needs_you{decision="waiver"}')).toBe(0);
    expect(figure(text, 'dutybound_open_records{table="task",state="open"}')).toBe(open.length);
    expect(figure(text, 'dutybound_open_records{table="nonconformity",state="correction"}')).toBe(1);
    expect(figure(text, 'dutybound_overdue_records{table="task"}')).toBe(0);
    expect(figure(text, 'dutybound_programme_version')).toBe(1);
    expect(figure(text, 'dutybound_register_events')).toBe((await here.deps.register.head()).sequence);
    expect(figure(text, 'dutybound_build_info{version="1.2.3",part="worker"}')).toBe(1);
  });

  it('counts a verification that waits, and what is overdue and missed', async () => {
    await here.apply(REVIEW);
    await here.settle();
    here.set('2027-04-19T08:00:00.000Z');
    await here.settle();
    expect(figure(await metrics(), 'dutybound_overdue_records{table="task"}')).toBe(1);
    here.set('2027-06-30T08:00:00.000Z');
    await here.settle();
    expect(figure(await metrics(), 'dutybound_missed_records{table="task"}')).toBe(1);
    here.sandbox.act.attach('sam-okoro', REPO, 1, 'export.csv', Buffer.from('a,b\n'));
    here.sandbox.act.close('sam-okoro', REPO, 1, 'completed');
    here.set('2027-06-30T09:00:00.000Z');
    await here.settle();
    const waiting = (await statusOf(here.deps.register, here.now())).needsYou.filter(
      (n) => n.waitsFor === 'verification',
    );
    expect(waiting).toHaveLength(1);
    expect(figure(await metrics(), 'dutybound_needs_you{decision="verification"}')).toBe(1);
  });

  it('tells ages, and leaves out what never happened', async () => {
    await here.apply(REVIEW);
    await here.settle();
    here.set(plusMs(START, 2 * MINUTE));
    const before = await metrics();
    expect(figure(before, 'dutybound_tick_age_seconds')).toBe(120);
    expect(figure(before, 'dutybound_planner_interval_seconds')).toBe(3600);
    expect(before).not.toMatch(/^dutybound_(sweep|backup|chain_verified)_age_seconds[ {]/m);
    await here.sweep();
    const body = { file: 'x', sequence: 1, hash: 'y' };
    await here.deps.register.write((tx) =>
      tx.append([{ stream: 'engine', kind: 'backed-up', actor: 'op', at: START, body }]),
    );
    here.chain = { ok: true, at: START };
    here.set(plusMs(START, 3 * MINUTE));
    const after = await metrics();
    expect(figure(after, 'dutybound_sweep_age_seconds{tracker="github"}')).toBe(60);
    expect(figure(after, 'dutybound_backup_age_seconds')).toBe(180);
    expect(figure(after, 'dutybound_chain_verified_age_seconds')).toBe(180);
    expect(figure(after, 'dutybound_chain_intact')).toBe(1);
  });

  it('tells what waits to go out, the budget, and the breaker', async () => {
    await here.apply(REVIEW);
    await here.settle();
    const before = await metrics();
    const left = figure(before, 'dutybound_tracker_budget_left{tracker="github",window="hour"}') ?? 0;
    const { trackers } = (await currentProgramme(here.deps.register))?.programme ?? {};
    const allowed = trackers?.[0]?.limits.perHour ?? 0;
    expect(left).toBeGreaterThan(0);
    expect(left).toBeLessThan(allowed);
    expect(figure(before, 'dutybound_tracker_breaker_open{tracker="github"}')).toBe(0);
    here.sandbox.faults.add({ kind: 'token-revoked' });
    await here.raise({});
    await here.settle();
    await here.sweep();
    here.doorbells.counts = { waiting: 1, delayed: 2, active: 0, failed: 3 };
    const text = await metrics();
    expect(figure(text, 'dutybound_outbox_messages{tracker="github",state="pending"}')).toBeGreaterThan(0);
    expect(figure(text, 'dutybound_tracker_breaker_open{tracker="github"}')).toBe(1);
    expect(figure(text, 'dutybound_doorbells{state="failed"}')).toBe(3);
  });

  it('names no person, no title, and no text', async () => {
    await here.apply(REVIEW);
    await here.settle();
    here.says('sam-okoro', 1, '/waive because Planted9Words');
    await here.settle();
    expect(figure(await metrics(), 'dutybound_needs_you{decision="waiver"}')).toBe(1);
    expect(await metrics()).not.toMatch(/Planted9|okoro|Sam|mara|access-review/i);
  });
});

describe('a page', () => {
  beforeEach(async () => {
    await here.apply(REVIEW);
    await here.settle();
    here.set('2027-04-16T08:00:00.000Z');
    await here.settle();
  });
  const page = async (reason: string) => figure(await metrics(), `dutybound_page{reason="${reason}"}`);

  it('comes where nothing goes round and a deadline falls before the next working morning', async () => {
    expect(await page('silent')).toBe(0);
    here.set('2027-04-16T14:00:00.000Z');
    expect(await page('silent')).toBe(1);
  });

  it('does not come while it goes round, nor before a night without a deadline', async () => {
    here.set('2027-04-16T10:59:00.000Z');
    expect(await page('silent')).toBe(0);
    here.set('2027-04-19T08:00:00.000Z');
    await here.settle();
    here.set('2027-04-19T14:00:00.000Z');
    expect(await page('silent')).toBe(0);
  });

  it('comes for a chain that was found broken', async () => {
    expect(await page('chain')).toBe(0);
    here.chain = { ok: false, at: START };
    expect(await page('chain')).toBe(1);
  });
});

describe('a port that is taken', () => {
  it('is named, with the option', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((listening) => taken.once('listening', listening));
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const starting = startOperations({
      address: { host: '127.0.0.1', port },
      part: 'up',
      metrics: createMetrics(),
      register: here.deps.register,
      engine: { check: async () => {} },
      log: () => {},
      clock: here.now,
      version: '1',
    });
    await expect(starting).rejects.toThrow(new RegExp(`127.0.0.1:${port}: .*EADDRINUSE.*--ops-port`));
    taken.close();
  });
});
