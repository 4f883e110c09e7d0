import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { drain } from '../../activities/delivery/deliver.ts';
import { CONTACT } from '../../activities/delivery/lanes.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { loadTicketed } from '../../activities/records.ts';
import { step } from '../../activities/steps/step.ts';
import type { NewEffect } from '../../register/effects.ts';
import { openRegister } from '../../register/open.ts';
import { projections } from '../../register/projections/all.ts';
import { installationIn } from '../../workers/installation.ts';
import { REPO } from '../cli/company.ts';
import type { Desk } from '../cli/desk.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';
import { type Mailbox, mailboxOf } from './mailbox.ts';

/** Monday, 12 April 2027, in Berlin. */
const MORNING = '2027-04-12T07:05:00.000Z';
const NOON = '2027-04-12T10:00:00.000Z';
const NOTICES = 'notices: { mail: { smtp: "smtp://127.0.0.1:2525", from: isms@example.com } }';
let here: Desk;
let scene: Scene;
let keys: string[];
let mailbox: Mailbox;
beforeEach(async () => {
  ({ here, scene } = await playedDesk('2027-04-05T08:00:00.000Z'));
  await applyVariant(scene, { instead: ['duties:', `${NOTICES}\nduties:`] });
  for (let n = 1; n < 6; n++) await scene.raise({ title: `finding ${n}` });
  await scene.settle();
  const found = await scene.deps.register.rows('nonconformity', {}, { limit: 9 });
  keys = [...(await scene.deps.register.rows('task', {}, { limit: 1 })), ...found].map((r) => r.key);
  mailbox = mailboxOf(scene);
  scene.set(MORNING);
  await scene.deps.register.write((tx) => tx.tick(MORNING));
});

/** Chases of as many records, for one person. */
async function chased(to: string, count: number, name = 'rung'): Promise<void> {
  const records = await Promise.all(keys.slice(0, count).map((key) => loadTicketed(scene.deps.register, key)));
  const effects = records.map(({ row: { key: record, state } }, n): NewEffect => {
    const key = `${record}:${name}:${to}`;
    const chase = {
      line: `${name} ${n}`,
      due: 'stage' in state ? state.due : state.clocks.resolve,
      url: '',
      asks: n === 0 ? 'work' : 'resolution',
    };
    const body = { kind: 'notice', key, priority: 0, to, subject: `${name} ${n}`, lines: ['x'], digest: false };
    const notice = { ...body, gathered: true, chase, notBefore: scene.now() };
    return { key, record, tracker: CONTACT, kind: 'notice', priority: 0, body: notice };
  });
  await scene.deps.register.write((tx) => tx.addEffects(effects));
}

const toldOf = async (to: string) =>
  (await scene.deps.register.events({ kinds: ['told'], limit: 100 }))
    .filter((e) => (e.body.to as string[]).includes(to))
    .map((e) => e.stream.split('/')[1]);
const waiting = () => scene.deps.register.effects({ tracker: CONTACT, states: ['pending', 'leased', 'failed'] }, 50);

describe('what a person hears in a day', () => {
  it('is one message of more than three chases, told on the record of each, and never again', async () => {
    await chased('sam', 5);
    await chased('mara', 2);
    await drain(mailbox.deps(), CONTACT);
    expect(mailbox.sent.map((n) => [n.to.name, n.subject.slice(0, 25)])).toEqual([
      ['Sam Okoro', '5 things wait for you, th'],
      ['Mara Lindt', 'rung 0'],
      ['Mara Lindt', 'rung 1'],
    ]);
    expect((await toldOf('sam')).sort()).toEqual(keys.slice(0, 5).sort());
    await drain(mailbox.deps(), CONTACT);
    scene.set(NOON);
    await drain(mailbox.deps(), CONTACT);
    expect(mailbox.sent).toHaveLength(3);
    expect(await waiting()).toEqual([]);
  });

  it('goes by the person’s own channel', async () => {
    const chat = NOTICES.replace(/ \}$/, ', chat: { webhook: "$${env:CHAT}" } }');
    const people = `
  sam: { name: Sam Okoro, mail: sam@example.com, github: sam-okoro, manager: priya, channel: chat }
  mara: { name: Mara Lindt, mail: mara@example.com, github: mara-lindt, manager: elena }
  priya: { name: Priya Nair, mail: priya@example.com, github: priya-nair, manager: elena }
  elena: { name: Elena Costa, mail: elena@example.com, github: elena-costa }`;
    await applyVariant(scene, { people, instead: ['duties:', `${chat.replace('$', '$$$$')}\nduties:`] });
    await chased('sam', 4);
    await drain(mailbox.deps(), CONTACT);
    expect(mailbox.sent.map((n) => n.channel)).toEqual(['chat']);
  });

  it('is told nobody whom it did not reach, and comes as the same message once it can', async () => {
    await chased('sam', 4);
    mailbox.state = 'full';
    const drained = await drain(mailbox.deps(), CONTACT);
    expect(drained.wakeAt && drained.wakeAt > MORNING).toBe(true);
    expect(await toldOf('sam')).toEqual([]);
    expect(await waiting()).toHaveLength(4);
    mailbox.state = 'open';
    scene.set(drained.wakeAt ?? '');
    await drain(mailbox.deps(), CONTACT);
    expect(mailbox.sent).toHaveLength(1);
    expect(await toldOf('sam')).toHaveLength(4);
  });

  it('is recognised as the same message where a worker was killed between sending and writing it down', async () => {
    await chased('sam', 4);
    const { register } = scene.deps;
    let killed = false;
    const dying: Dependencies['register'] = {
      ...register,
      write: (work) => (mailbox.sent.length > 0 ? Promise.reject(new Error('killed')) : register.write(work)),
      leaseEffects: (request) => (killed ? Promise.reject(new Error('killed')) : register.leaseEffects(request)),
    };
    await expect(drain(mailbox.deps({ register: dying }), CONTACT)).rejects.toThrow('killed');
    killed = true;
    expect(await toldOf('sam')).toEqual([]);
    scene.set('2027-04-12T07:06:00.000Z');
    await register.write((tx) => tx.tick(scene.now()));
    await drain(mailbox.deps(), CONTACT);
    expect(mailbox.sent).toHaveLength(2);
    expect(mailbox.sent[1]?.key).toBe(mailbox.sent[0]?.key);
    expect(await toldOf('sam')).toHaveLength(4);
  });

  it('is decided once where two workers are at it', async () => {
    await chased('sam', 6);
    const url = installationIn(join(here.folder, '.dutybound')).registerUrl;
    const other = await openRegister({ url, clock: scene.now, projections });
    try {
      await Promise.all([
        drain(mailbox.deps(), CONTACT),
        drain(mailbox.deps({ register: other, owner: 'other' }), CONTACT),
      ]);
    } finally {
      await other.close();
    }
    expect(await toldOf('sam')).toHaveLength(6);
    expect(mailbox.sent).toHaveLength(1);
  });

  it('leaves out what has come meanwhile, and tells nobody of it', async () => {
    await chased('sam', 4);
    const { permalink } = scene.sandbox.act.commitFile('sam-okoro', REPO, 'export.csv', Buffer.from('users'));
    const [task] = await scene.deps.register.rows('task', {}, { limit: 1 });
    const number = Number(String(task?.columns.ticket_number).slice(1));
    scene.says('sam-okoro', number, `export: ${permalink}`);
    scene.sandbox.act.close('sam-okoro', REPO, number, 'completed');
    scene.set('2027-04-12T07:10:00.000Z');
    await step(scene.deps, keys[0] ?? '');
    await drain(mailbox.deps(), CONTACT);
    expect(mailbox.sent.map((n) => n.subject)).toEqual(['rung 1', 'rung 2', 'rung 3']);
    expect(await toldOf('sam')).not.toContain(keys[0]);
    expect(await waiting()).toEqual([]);
  });

  it('waits for the evening beyond the number, and for the next morning where the digest is out', async () => {
    await chased('sam', 3);
    await drain(mailbox.deps(), CONTACT);
    scene.set(NOON);
    await scene.deps.register.write((tx) => tx.tick(NOON));
    await chased('sam', 2, 'more');
    expect((await drain(mailbox.deps(), CONTACT)).wakeAt).toBe('2027-04-12T14:00:00.000Z');
    expect(mailbox.sent).toHaveLength(3);
    scene.set('2027-04-12T14:00:00.000Z');
    await scene.deps.register.write((tx) => tx.tick(scene.now()));
    await drain(mailbox.deps(), CONTACT);
    expect(mailbox.sent.at(-1)?.subject).toBe('2 things wait for you, the first by Friday');
    await chased('sam', 1, 'late');
    expect((await drain(mailbox.deps(), CONTACT)).wakeAt).toBe('2027-04-13T07:00:00.000Z');
    expect(mailbox.sent).toHaveLength(4);
  });

  it('is a digest in the evening also where one chase is left for it, and then no further one comes by itself', async () => {
    await chased('sam', 3);
    await drain(mailbox.deps(), CONTACT);
    scene.set('2027-04-12T14:00:00.000Z');
    await scene.deps.register.write((tx) => tx.tick(scene.now()));
    await chased('sam', 1, 'more');
    await drain(mailbox.deps(), CONTACT);
    expect(mailbox.sent.at(-1)?.subject).toBe('1 thing waits for you, by Friday');
    await chased('sam', 1, 'late');
    expect((await drain(mailbox.deps(), CONTACT)).wakeAt).toBe('2027-04-13T07:00:00.000Z');
    expect(mailbox.sent).toHaveLength(4);
  });
});
