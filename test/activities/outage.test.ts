import { beforeEach, describe, expect, it } from '@jest/globals';
import { deliver, drain } from '../../activities/delivery/deliver.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { openDue } from '../../activities/openings/open-due.ts';
import { statusOf } from '../../activities/status.ts';
import { readTicket } from '../../activities/steps/read-ticket.ts';
import { step } from '../../activities/steps/step.ts';
import type { RecordName } from '../../register/records.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { REPO } from '../cli/company.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

let scene: Scene;
let task: string;
const rung: string[] = [];
const woken: RecordName[] = [];
let deps: Dependencies;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-05T08:00:00.000Z'));
  await applyVariant(scene, { instead: ['duties:', `${MAIL}\nduties:`] });
  await scene.settle();
  task = (await scene.deps.register.rows('task', {}, { limit: 1 }))[0]?.key ?? '';
  scene.sandbox.writeLog.reset();
  rung.length = 0;
  woken.length = 0;
  deps = {
    ...scene.deps,
    drain: async (tracker) => void rung.push(tracker),
    wake: async (names) => void woken.push(...names),
  };
});

const MAIL = 'notices: { mail: { smtp: "smtp://127.0.0.1:2525", from: isms@example.com } }';
const later = (ms: number) => scene.set(new Date(Date.parse(scene.now()) + ms).toISOString());
const breaker = () => scene.deps.register.breaker('github');
const calls = () => scene.sandbox.writeLog.calls().reduce((sum, c) => sum + c.count, 0);
const callsOf = (route: RegExp) =>
  scene.sandbox.writeLog
    .calls()
    .filter((c) => route.test(c.route))
    .reduce((sum, c) => sum + c.count, 0);

/** Checks and drains each second, as the workflow may. @returns when the tracker was asked who we are, s from now. */
async function watched(seconds: number): Promise<number[]> {
  const asked: number[] = [];
  for (let s = 1; s <= seconds; s++) {
    later(1_000);
    const before = callsOf(/^\/user$/);
    await drain(deps, 'github');
    if (callsOf(/^\/user$/) > before) asked.push(s);
  }
  return asked;
}

async function comments(...names: string[]): Promise<void> {
  await scene.deps.register.write((tx) =>
    tx.addEffects(
      names.map((key, n) => ({
        key,
        record: task,
        tracker: 'github',
        kind: 'comment' as const,
        priority: names.length - n,
        body: { kind: 'comment', key, priority: 1, text: [[key]], told: [] },
      })),
    ),
  );
}

async function engineEvents(): Promise<string[]> {
  const events = await scene.deps.register.events({ stream: 'engine', limit: 50 });
  return events.map((e) => e.kind).filter((kind) => kind.startsWith('tracker'));
}

const notices = async () =>
  (await scene.deps.register.effects({ record: 'engine' }, 10)).map((e) => (e.body as { to: string }).to);

describe('a breaker', () => {
  it('is opened by a delivery, and no other effect is tried while it is open', async () => {
    await comments('one', 'two');
    scene.sandbox.faults.add({ kind: 'unreachable' });
    await deliver(deps, { tracker: 'github' });
    expect(await breaker()).toMatchObject({ kind: 'unreachable', told: false });
    expect(rung).toEqual(['github']);
    const before = calls();
    await deliver(deps, { record: task });
    await deliver(deps, { tracker: 'github' });
    expect(calls()).toBe(before);
    const left = await scene.deps.register.effects({ states: ['pending'] }, 10);
    expect(left.map((e) => [e.key, e.attempts])).toEqual([
      ['one', 1],
      ['two', 0],
    ]);
  });

  it('is opened by a reading; the next one is answered at once, and a deadline that passes is recorded as unread', async () => {
    const row = await scene.deps.register.load<TaskState>('task', task);
    const ref = row?.state.thread.ref;
    if (!ref) throw new Error('the task has no ticket');
    scene.sandbox.faults.add({ kind: 'unreachable' });
    expect(await readTicket(deps, ref)).toEqual({ unread: 'unreachable' });
    scene.set('2027-04-30T22:00:01.000Z');
    const before = calls();
    await step(deps, task);
    expect(calls()).toBe(before);
    const unread = await scene.deps.register.events({ stream: `task/${task}`, kinds: ['unread'], limit: 9 });
    expect(unread).toHaveLength(1);
  });

  it('is checked soon, then each minute at the latest, by one of all who ask', async () => {
    scene.sandbox.faults.add({ kind: 'unreachable' });
    await comments('one');
    await deliver(deps, { tracker: 'github' });
    expect(await watched(250)).toEqual([2, 6, 14, 30, 62, 122, 182, 242]);
    later(60_000);
    const before = callsOf(/^\/user$/);
    await Promise.all([drain(deps, 'github'), drain(deps, 'github'), drain(deps, 'github')]);
    expect(callsOf(/^\/user$/) - before).toBe(1);
  });

  it('is looked after by the planner where whoever opened it could not ring', async () => {
    scene.sandbox.faults.add({ kind: 'unreachable' });
    await comments('one');
    await expect(
      deliver({ ...deps, drain: () => Promise.reject(new Error('killed')) }, { tracker: 'github' }),
    ).rejects.toThrow('killed');
    expect(await breaker()).toBeDefined();
    await openDue(deps);
    expect(rung).toContain('github');
  });

  it('asks nothing before a rate limit ends, tells nobody of it, and is no outage', async () => {
    scene.sandbox.faults.add({ kind: 'secondary-limit', times: 1, retryAfter: 300 });
    await comments('one', 'two');
    await deliver(deps, { tracker: 'github' });
    expect(await breaker()).toMatchObject({ kind: 'rate-limited' });
    expect((await statusOf(scene.deps.register, scene.now())).engine.outages).toEqual([]);
    expect(await watched(299)).toEqual([]);
    expect(await watched(2)).toEqual([1]);
    expect(await scene.deps.register.effects({ states: ['pending'] }, 9)).toEqual([]);
    expect(await engineEvents()).toEqual([]);
  });

  it('stays open while the tracker answers but may not be written', async () => {
    scene.sandbox.faults.add({ kind: 'unreachable', times: 1 });
    scene.sandbox.faults.add({ kind: 'permission-removed', access: 'read' });
    await comments('one');
    await deliver(deps, { tracker: 'github' });
    await watched(100);
    expect(await breaker()).toMatchObject({ kind: 'unauthorised' });
    expect((await breaker())?.why).toMatch(/Next: /);
    scene.sandbox.faults.clear();
    await watched(60);
    expect(await breaker()).toBeUndefined();
  });

  it('waits longer and longer where checks go well and writes do not, and is one outage', async () => {
    scene.sandbox.faults.add({ kind: 'error-before-write', status: 502 });
    await comments('one');
    await deliver(deps, { tracker: 'github' });
    const asked = await watched(600);
    expect(asked.length).toBeLessThan(20);
    expect(await notices()).toEqual(['mara']);
    scene.sandbox.faults.clear();
    await watched(300);
    expect(await scene.deps.register.effects({ states: ['pending'], tracker: 'github' }, 9)).toEqual([]);
    expect(await scene.deps.register.lastBreaker('github')).toBeUndefined();
  });

  it('on recovery drains what waits by priority, across records, and wakes who waits to read', async () => {
    await scene.raise({});
    await scene.settle();
    const [nc] = await scene.deps.register.rows('nonconformity', {}, { limit: 1 });
    const late = { record: nc?.key ?? '', tracker: 'github', kind: 'comment' as const };
    const body = { kind: 'comment', key: 'escalation', priority: 0, text: [['escalation']], told: [] };
    await scene.deps.register.write((tx) => tx.addEffects([{ ...late, key: 'escalation', priority: 0, body }]));
    const [failed] = await scene.deps.register.leaseEffects({ owner: 'w', leaseMs: 1, limit: 1, now: scene.now() });
    if (!failed) throw new Error('the escalation is not there');
    const notBefore = new Date(Date.parse(scene.now()) + 240_000).toISOString();
    await scene.deps.register.write((tx) => tx.releaseEffect(failed, { kind: 'retry', error: 'no answer', notBefore }));
    scene.sandbox.faults.add({ kind: 'unreachable' });
    await comments('task-2', 'task-1');
    await deliver(deps, { tracker: 'github' });
    await step(deps, task);
    scene.sandbox.faults.clear();
    await watched(2);
    const said = scene.sandbox.store.repositories
      .flatMap((r) => [...r.tickets.values()])
      .flatMap((t) => t.comments)
      .sort((a, b) => a.id - b.id)
      .map((c) => c.body.split('\n')[0]);
    expect(said).toEqual(['escalation', 'task-2', 'task-1']);
    expect(woken.map((n) => n.key)).toContain(task);
  });

  it('is not opened by a worker that has not heard of the tracker yet, and is by one taken out of the programme', async () => {
    await comments('one');
    await deliver({ ...deps, trackers: new Map() }, { tracker: 'github' });
    expect(await breaker()).toBeUndefined();
    await applyVariant(scene, { instead: ['  github:\n    kind', '  other:\n    kind'] }, { because: 'it moves' });
    later(10_000);
    await deliver({ ...deps, trackers: new Map() }, { tracker: 'github' });
    expect(await breaker()).toMatchObject({ kind: 'unauthorised' });
  });

  it('lets others through where one write fails again and again', async () => {
    scene.sandbox.faults.add({ kind: 'error-before-write', status: 502, path: '/issues/1/' });
    await scene.raise({});
    await comments('poisoned');
    for (let s = 0; s < 900; s += 3) {
      later(3_000);
      if (s % 60 === 0) {
        const [nc] = await scene.deps.register.rows('nonconformity', {}, { limit: 1 });
        await step(deps, nc?.key ?? '');
      }
      await drain(deps, 'github');
    }
    const open = await scene.deps.register.effects({ states: ['pending'], tracker: 'github' }, 9);
    expect(open.map((e) => e.key)).toEqual(['poisoned']);
    expect(scene.sandbox.store.repositories.find((r) => `${r.owner}/${r.name}` === REPO)?.tickets.size).toBe(2);
  });
});

describe('the one notice of an outage', () => {
  it('goes out at once where rights were lost, once an outage, and its end is logged', async () => {
    scene.sandbox.faults.add({ kind: 'token-revoked' });
    await comments('one');
    await deliver(deps, { tracker: 'github' });
    await watched(400);
    expect(await notices()).toEqual(['mara']);
    expect((await statusOf(scene.deps.register, scene.now())).engine.outages).toMatchObject([
      { tracker: 'github', kind: 'unauthorised', told: true },
    ]);
    scene.sandbox.faults.clear();
    await watched(60);
    expect(await engineEvents()).toEqual(['tracker-lost', 'tracker-back']);
    expect(await breaker()).toBeUndefined();
  });

  it('goes out after five minutes of silence, and for a blip not at all', async () => {
    const fault = scene.sandbox.faults.add({ kind: 'unreachable' });
    await comments('one');
    await deliver(deps, { tracker: 'github' });
    await watched(290);
    expect(await notices()).toEqual([]);
    scene.sandbox.faults.lift(fault);
    await watched(60);
    expect(await engineEvents()).toEqual([]);
    scene.sandbox.faults.add({ kind: 'unreachable' });
    await comments('two');
    await deliver(deps, { tracker: 'github' });
    await watched(370);
    expect(await notices()).toEqual(['mara']);
    expect(await engineEvents()).toEqual(['tracker-lost']);
  });
});
