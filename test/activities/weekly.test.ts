import { beforeEach, describe, expect, it } from '@jest/globals';
import { deliver } from '../../activities/delivery/deliver.ts';
import { DIGEST } from '../../activities/delivery/lanes.ts';
import type { ChaseLine } from '../../rules/effect.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { plusMs } from '../../rules/time.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';
import { type Mailbox, mailboxOf } from './mailbox.ts';

let scene: Scene;
let task: string;
let mailbox: Mailbox;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-05T08:00:00.000Z'));
  await applyVariant(scene, {});
  await scene.settle();
  task = (await scene.deps.register.rows('task', {}, { limit: 1 }))[0]?.key ?? '';
  mailbox = mailboxOf(scene);
});

/** Waits for the week's message. */
async function waits(
  key: string,
  to = 'elena',
  notBefore = scene.now(),
  chase?: Pick<ChaseLine, 'asks' | 'due'>,
): Promise<void> {
  const body = {
    kind: 'notice',
    key,
    priority: 0,
    to,
    subject: key,
    lines: ['x'],
    digest: true,
    ...(chase && { chase }),
  };
  const effect = { key, record: task, tracker: DIGEST, kind: 'notice' as const, priority: 0, body, notBefore };
  await scene.deps.register.write((tx) => tx.addEffects([effect]));
}

const inState = async (...states: ('pending' | 'leased' | 'done')[]) =>
  (await scene.deps.register.effects({ tracker: DIGEST, states }, 50)).map((e) => e.key);
/** The mail server is down at one try, and up again when it is tried again. */
async function downOnce(): Promise<void> {
  mailbox.state = 'full';
  await deliver(mailbox.deps(), { tracker: DIGEST });
  mailbox.state = 'open';
  scene.set(plusMs(scene.now(), 10_000));
}

describe('the week’s message', () => {
  it('is one for each person, and leaves out what waits for the next week', async () => {
    for (const key of ['a', 'b']) await waits(key);
    await waits('c', 'mara');
    await waits('next', 'elena', '2027-04-12T08:00:00.000Z');
    await deliver(mailbox.deps(), { tracker: DIGEST });
    expect(mailbox.sent.map((n) => n.to.name)).toEqual(['Elena Costa', 'Mara Lindt']);
    expect(await inState('pending', 'leased')).toEqual(['next']);
  });

  it('says nothing of what is no longer so: work that is due on another day by now, a ticket that could be read', async () => {
    const record = await scene.deps.register.load<TaskState>('task', task);
    const { due, hardLimit } = record?.state ?? {};
    if (!due || !hardLimit) throw new Error('the task has dates');
    const before = { at: plusMs(due.at, -86_400_000) };
    await waits('moved', 'elena', scene.now(), { asks: 'work', due: before });
    await waits('read', 'elena', scene.now(), { asks: 'reading', due: hardLimit });
    await waits('stands', 'elena', scene.now(), { asks: 'work', due });
    await deliver(mailbox.deps(), { tracker: DIGEST });
    expect(mailbox.sent.map((n) => n.lines)).toEqual([['stands', 'x']]);
  });

  it('that did not go out gives all that is in it back, and is one message when it does', async () => {
    for (const key of ['a', 'b', 'c']) await waits(key);
    await downOnce();
    expect(await inState('leased')).toEqual([]);
    await deliver(mailbox.deps(), { tracker: DIGEST });
    expect(mailbox.sent).toHaveLength(1);
    expect(await inState('done')).toEqual(['a', 'b', 'c']);
  });

  it('stays one message where some of it was tried more often, and on a clock that goes on', async () => {
    await waits('a');
    await downOnce();
    for (const key of ['b', 'c']) await waits(key);
    const { clock } = scene.deps;
    let ticks = 0;
    mailbox.state = 'full';
    await deliver(mailbox.deps({ clock: () => plusMs(clock(), ticks++) }), { tracker: DIGEST });
    const due = (await scene.deps.register.effects({ tracker: DIGEST }, 50)).map((e) => e.notBefore);
    expect(new Set(due).size).toBe(1);
  });

  it('that a killed worker held goes out as one, once its leases have run out', async () => {
    for (const key of ['a', 'b', 'c']) await waits(key);
    const { register } = scene.deps;
    const dying = { ...register, write: () => Promise.reject(new Error('killed')) };
    await expect(deliver(mailbox.deps({ register: dying }), { tracker: DIGEST })).rejects.toThrow('killed');
    scene.set(plusMs(scene.now(), 60_000));
    await deliver(mailbox.deps(), { tracker: DIGEST });
    expect(mailbox.sent.map((n) => n.key)).toEqual([mailbox.sent[0]?.key, mailbox.sent[0]?.key]);
    expect(await inState('done')).toEqual(['a', 'b', 'c']);
  });
});
