import { beforeEach, describe, expect, it } from '@jest/globals';
import { deliver } from '../../activities/delivery/deliver.ts';
import { redrive } from '../../activities/delivery/redrive.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { statusOf } from '../../activities/status.ts';
import { step } from '../../activities/steps/step.ts';
import { sweep } from '../../activities/sweep.ts';
import type { RecordName } from '../../register/records.ts';
import { REPO } from '../cli/company.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

const MAIL = 'notices: { mail: { smtp: "smtp://127.0.0.1:2525", from: isms@example.com } }';
const HOUR = 3_600_000;
/** One ticket: whoever asks for it, and whatever is to be done there, is answered 403. */
const FORBIDDEN = { kind: 'error-before-write', status: 403, method: '.', path: '/issues/1($|[/?])' } as const;

let scene: Scene;
let task: string;
let deps: Dependencies;
const woken: RecordName[] = [];
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-05T17:00:00.000Z'));
  await applyVariant(scene, { instead: ['duties:', `${MAIL}\nduties:`] });
  await scene.settle();
  task = (await scene.deps.register.rows('task', {}, { limit: 1 }))[0]?.key ?? '';
  woken.length = 0;
  deps = { ...scene.deps, drain: async () => undefined, wake: async (names) => void woken.push(...names) };
});

const later = (ms: number) => scene.set(new Date(Date.parse(scene.now()) + ms).toISOString());
const breaker = () => scene.deps.register.lastBreaker('github');
const pending = async () =>
  (await scene.deps.register.effects({ states: ['pending'], tracker: 'github' }, 20)).map((e) => e.key);
const notices = async () =>
  (await scene.deps.register.effects({ record: 'engine' }, 20)).map(({ body }) => {
    const { to, subject, lines, notBefore } = body as {
      to: string;
      subject: string;
      lines: string[];
      notBefore: string;
    };
    return { to, subject, lines, notBefore };
  });
const kinds = async () =>
  (await scene.deps.register.events({ stream: `task/${task}`, limit: 50 }))
    .map((e) => e.kind)
    .filter((kind) => /blocked/.test(kind));
const blocked = async () => (await statusOf(scene.deps.register, scene.now())).blocked;

async function comment(key: string, record: string): Promise<void> {
  const body = { kind: 'comment', key, priority: 1, text: [[key]], told: [] };
  const effect = { key, record, tracker: 'github', kind: 'comment' as const, priority: 1, body };
  await scene.deps.register.write((tx) => tx.addEffects([effect]));
}

describe('a ticket that may not be written', () => {
  it('holds back what is to be written there and nothing else, and the lead is told once', async () => {
    const nonconformity = await scene.raise({});
    await scene.settle();
    const fault = scene.sandbox.faults.add(FORBIDDEN);
    await comment('here', task);
    await comment('there', nonconformity);
    await deliver(deps, { tracker: 'github' });
    expect([await breaker(), await pending()]).toEqual([undefined, ['here']]);
    const why = expect.stringContaining("out of the account's reach, the rest of example/isms is not");
    expect(await blocked()).toMatchObject([{ ticket: '#1', why }]);
    for (let day = 0; day < 6; day++) {
      later(7 * HOUR);
      await deliver(deps, { tracker: 'github' });
    }
    expect((await scene.deps.register.effects({ states: ['pending'] }, 9))[0]).toMatchObject({
      key: 'here',
      attempts: 7,
    });
    expect(await notices()).toMatchObject([{ to: 'mara', subject: 'Ticket out of reach: Access review, 2027 Q2' }]);
    expect(await kinds()).not.toContain('unblocked');

    scene.sandbox.faults.lift(fault);
    await redrive(scene.deps.register, [task]);
    await deliver(deps, { tracker: 'github' });
    expect([await pending(), await blocked(), (await kinds()).at(-1)]).toEqual([[], [], 'unblocked']);
  });

  it('is told of in contact hours, with what the tracker said, where it is, and what to do', async () => {
    scene.sandbox.faults.add(FORBIDDEN);
    await comment('here', task);
    await deliver(deps, { tracker: 'github' });
    const [{ lines, notBefore } = { lines: [], notBefore: '' }] = await notices();
    expect(notBefore).toBe('2027-04-06T07:00:00.000Z');
    expect(lines.join('\n')).toMatch(/#1 .*\/issues\/1: GitHub, POST .*: 403 Server Error\. .*redrive AR-/s);
  });

  it('stops the tracker where the whole repository is closed', async () => {
    const nonconformity = await scene.raise({});
    await scene.settle();
    const fault = scene.sandbox.faults.add({ kind: 'read-only' });
    await comment('here', task);
    await comment('there', nonconformity);
    await deliver(deps, { tracker: 'github' });
    expect(await breaker()).toMatchObject({
      kind: 'unauthorised',
      why: expect.stringMatching(/archived and read-only\. Next: /),
    });
    expect((await notices()).map(({ subject }) => subject)).toEqual(['Tracker github cannot be used']);
    scene.sandbox.faults.lift(fault);
  });
});

describe('a ticket that may not be read', () => {
  it('is told of once, stops nothing, and is no longer blocked once it can be read', async () => {
    const fault = scene.sandbox.faults.add(FORBIDDEN);
    for (let minute = 0; minute < 5; minute++) {
      later(60_000);
      await step(deps, task);
    }
    expect(await breaker()).toBeUndefined();
    expect((await notices()).map(({ subject }) => subject)).toEqual(['Ticket out of reach: Access review, 2027 Q2']);
    expect(await blocked()).toMatchObject([{ ticket: '#1' }]);
    scene.sandbox.faults.lift(fault);
    later(60_000);
    await step(deps, task);
    expect([await blocked(), await kinds()]).toEqual([[], ['blocked', 'unblocked']]);
  });

  it('is asked for by the hour, whatever each time costs at its tracker', async () => {
    scene.sandbox.faults.add(FORBIDDEN);
    later(60_000);
    const { wakeAt } = await step(deps, task);
    expect(Date.parse(wakeAt) - Date.parse(scene.now())).toBe(HOUR);
    expect((await scene.deps.register.load('task', task))?.hints.wake_at).toBe(wakeAt);
  });

  it('is left to its record also where that is blocked for something else already', async () => {
    const blocked = { stream: `task/${task}`, kind: 'blocked', actor: 'engine', at: scene.now() };
    await deps.register.write((tx) => tx.append([{ ...blocked, body: { why: { text: 'sam cannot be assigned' } } }]));
    later(25 * HOUR);
    scene.sandbox.faults.add(FORBIDDEN);
    await sweep(deps, 'github');
    expect(woken.map(({ key }) => key)).toEqual([task]);
    await step(deps, task);
    scene.sandbox.writeLog.reset();
    await sweep(deps, 'github');
    expect(woken).toHaveLength(1);
    expect(scene.sandbox.writeLog.calls().filter(({ route }) => /issues\/:number$/.test(route))).toEqual([]);
  });

  it('is found by a sweep, which has its record say so, once, leaves it to that, and looks at all others', async () => {
    for (const title of ['a', 'b', 'c', 'd']) await scene.raise({ title });
    await scene.settle();
    later(2_000);
    await scene.settle();
    await sweep(deps, 'github');
    woken.length = 0;
    later(25 * HOUR);
    scene.sandbox.faults.add({ ...FORBIDDEN, path: '/issues/[1-4]($|[/?])' });
    await sweep(deps, 'github');
    const stuck = [...woken.splice(0)];
    expect(stuck).toHaveLength(4);
    for (const { key } of stuck) await step(deps, key);
    later(25 * HOUR);
    scene.sandbox.writeLog.reset();
    await sweep(deps, 'github');
    expect(woken).toEqual([]);
    const home = scene.sandbox.store.repositories.find((r) => `${r.owner}/${r.name}` === REPO);
    const asked = scene.sandbox.writeLog.calls().find(({ route }) => /issues\/:number$/.test(route));
    expect(asked?.count).toBe((home?.tickets.size ?? 0) - stuck.length);
    expect(await breaker()).toBeUndefined();
  });
});
