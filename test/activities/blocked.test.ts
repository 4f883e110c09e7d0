import { beforeEach, describe, expect, it } from '@jest/globals';
import { drain } from '../../activities/delivery/deliver.ts';
import { CONTACT, DIGEST } from '../../activities/delivery/lanes.ts';
import { redrive } from '../../activities/delivery/redrive.ts';
import { candidatesOf, planRedaction, redact } from '../../activities/redact.ts';
import { NoticeError } from '../../integrations/notices/error.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { whyBlocked } from '../../rules/thread.ts';
import { REPO } from '../cli/company.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';
import { type Mailbox, mailboxOf } from './mailbox.ts';

const WITHOUT_SAM = `
  mara: { name: Mara Lindt, mail: mara@example.com, github: mara-lindt, manager: elena }
  priya: { name: Priya Nair, mail: priya@example.com, github: priya-nair, manager: elena }
  elena: { name: Elena Costa, mail: elena@example.com, github: elena-costa }`;
const REFUSED = 'mail: 550 no such user';
let scene: Scene;
let mailbox: Mailbox;
let key: string;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-05T08:00:00.000Z'));
  await applyVariant(scene, {});
  await scene.settle();
  mailbox = mailboxOf(scene);
  key = (await scene.deps.register.rows('task', {}, { limit: 1 }))[0]?.key ?? '';
});

const why = async () => {
  const row = await scene.deps.register.load<TaskState>('task', key);
  return row && whyBlocked(row.state.thread);
};
const kinds = async () =>
  (await scene.deps.register.events({ stream: `task/${key}`, limit: 50 }))
    .map((e) => e.kind)
    .filter((kind) => /blocked/.test(kind));

async function add(effect: { key: string; tracker: string }, body: { kind: 'notice' | 'comment' }): Promise<void> {
  const whole = { ...effect, record: key, kind: body.kind, priority: 0, body };
  await scene.deps.register.write((tx) => tx.addEffects([whole]));
}

const addNotice = (name: string, tracker: string, more: object = {}) => {
  const body = { kind: 'notice' as const, to: 'sam', subject: 'Access review', lines: ['Due today.'], digest: false };
  return add({ key: name, tracker }, { ...body, ...more });
};

async function comment(): Promise<void> {
  const body = { kind: 'comment' as const, text: [['Reopened.']], told: [] };
  await add({ key: 'c1', tracker: 'github' }, body);
  await drain(mailbox.deps(), 'github');
  expect(await scene.deps.register.effects({ record: key, kinds: ['comment'], states: ['done'] }, 9)).toHaveLength(1);
}

async function refused(tracker: string, more: object = {}): Promise<void> {
  await addNotice('n1', tracker, more);
  const send = () => Promise.reject(new NoticeError(REFUSED, 'refused'));
  await drain(mailbox.deps({ notices: { check: async () => [], send } }), tracker);
  expect(await why()).toBe(REFUSED);
}

describe('a record whose message was refused', () => {
  it.each(['mail', CONTACT, DIGEST])('is blocked until it goes out by %s, whatever else does', async (tracker) => {
    await refused(tracker);
    await comment();
    expect(await why()).toBe(REFUSED);
    await redrive(scene.deps.register, [key]);
    await drain(mailbox.deps(), tracker);
    expect(mailbox.sent).toHaveLength(1);
    expect(await why()).toBeUndefined();
    expect(await kinds()).toEqual(['blocked', 'unblocked']);
  });

  it('says so once, however many are refused in the same words', async () => {
    await refused('mail');
    await addNotice('n2', 'mail');
    const send = () => Promise.reject(new NoticeError(REFUSED, 'refused'));
    await drain(mailbox.deps({ notices: { check: async () => [], send } }), 'mail');
    expect(await kinds()).toEqual(['blocked']);
  });

  it('stays blocked while a second one waits for the same reason, and not for another', async () => {
    await refused('mail');
    await addNotice('n2', 'chat');
    const send = () => Promise.reject(new NoticeError('chat: 403', 'refused'));
    await drain(mailbox.deps({ notices: { check: async () => [], send } }), 'chat');
    expect(await why()).toBe('chat: 403');
    await comment();
    expect(await why()).toBe('chat: 403');
    await redrive(scene.deps.register, [key]);
    await drain(mailbox.deps(), 'chat');
    expect(await why()).toBeUndefined();
  });

  it('can have taken out of it what was said, which then is nowhere', async () => {
    await refused('mail');
    const { register } = scene.deps;
    const said = (await candidatesOf(register, `task/${key}`)).find(({ text }) => text === REFUSED);
    expect(said).toMatchObject({ kind: 'blocked', field: 'why' });
    const plan = await planRedaction(register, said?.hash ?? '', false);
    if (plan) await redact(register, plan, { actor: 'person:mara', because: 'asked for', at: scene.now() });
    expect(await why()).toBe('[redacted]');
    const kept = [
      await register.events({ limit: 500 }),
      await register.effects({}, 500),
      await register.rows('task', {}, { limit: 9 }),
    ];
    expect(JSON.stringify(kept)).not.toContain(REFUSED);
    expect(await register.verify()).toMatchObject({ ok: true, breaks: [] });
    await redrive(register, [key]);
    await drain(mailbox.deps(), 'mail');
    expect(await why()).toBeUndefined();
  });

  it('is no longer blocked once what was refused is wanted no more', async () => {
    const due = (await scene.deps.register.load<TaskState>('task', key))?.state.due;
    await refused(CONTACT, { chase: { line: 'Access review', due, url: '', asks: 'work' } });
    const { permalink } = scene.sandbox.act.commitFile('sam-okoro', REPO, 'export.csv', Buffer.from('users'));
    const later = (minutes: number) => scene.set(new Date(Date.parse(scene.now()) + minutes * 60_000).toISOString());
    later(60);
    scene.says('sam-okoro', 1, `export: ${permalink}`);
    scene.sandbox.act.close('sam-okoro', REPO, 1, 'completed');
    later(2);
    await scene.settle();
    expect(await why()).toBe(REFUSED);
    await redrive(scene.deps.register, [key]);
    await drain(mailbox.deps(), CONTACT);
    expect(await why()).toBeUndefined();
    expect(mailbox.sent).toEqual([]);
  });

  it.each(['mail', CONTACT, DIGEST])(
    'is no longer blocked once the person left whom it waits for by %s',
    async (tracker) => {
      await refused(tracker);
      await applyVariant(scene, { people: WITHOUT_SAM, instead: ['owner: sam', 'owner: priya'] });
      await redrive(scene.deps.register, [key]);
      await drain(mailbox.deps(), tracker);
      expect(mailbox.sent).toEqual([]);
      expect(await why()).toBeUndefined();
      const [notice] = await scene.deps.register.effects({ record: key, tracker }, 9);
      expect(notice).toMatchObject({ state: 'done', result: { moot: true } });
    },
  );
});

describe('a message of the engine’s own', () => {
  it.each(['mail', CONTACT, DIGEST])('is dropped by %s once the lead left whom it is for', async (tracker) => {
    const body = { kind: 'notice', to: 'gone', subject: 'No answer', lines: ['GitHub.'], digest: false };
    const notice = { key: 'engine:lost:gone', record: 'engine', tracker, kind: 'notice' as const, priority: 0, body };
    await scene.deps.register.write((tx) => tx.addEffects([notice]));
    await drain(mailbox.deps(), tracker);
    expect(mailbox.sent).toEqual([]);
    expect(await scene.deps.register.effects({ record: 'engine', states: ['done'] }, 9)).toHaveLength(1);
  });
});
