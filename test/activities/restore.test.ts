import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { declareAdoption } from '../../activities/adopt.ts';
import { backUp } from '../../activities/backup.ts';
import { createActivities } from '../../activities/create.ts';
import { InDoubt } from '../../activities/doubt.ts';
import { declareGap } from '../../activities/restore.ts';
import { statusOf } from '../../activities/status.ts';
import { sweep } from '../../activities/sweep.ts';
import { statusText } from '../../cli/status-text.ts';
import { type RecordTable, recordTables } from '../../register/columns.ts';
import { openRegister, restoreRegister } from '../../register/open.ts';
import { projections } from '../../register/projections/all.ts';
import { installationIn } from '../../workers/installation.ts';
import { REPO } from '../cli/company.ts';
import { type Desk, desk } from '../cli/desk.ts';
import { type Scene, setScene } from '../cli/scene.ts';
import { commentKeys, keysOf, repeated, said } from '../engine/harness/looking.ts';

const review = (id: string, first: string, more = 'verifier: mara') => `
  ${id}:
    kind: evidence-request
    title: "Review of ${id}"
    ask: Check who can reach production.
    clause: A.5.18
    process: access
    owner: sam
    ${more}
    every: 12 months
    first: ${first}
    shift: none
    ladder: L2
    evidence: { export: "users and roles" }`;

const DUTIES = [
  review('accepted', '2027-04-16'),
  review('missed', '2027-04-16'),
  review('rejected', '2027-04-16'),
  review('opened-later', '2027-04-20'),
  review('never-opened', '2027-06-20'),
].join('');

let here: Desk;
let scene: Scene;
let folder: string;
beforeEach(async () => {
  here = desk();
  await here.run('init');
  folder = join(here.folder, '.dutybound');
  scene = await setScene(folder, '2027-04-01T08:00:00.000Z');
  await scene.apply(DUTIES);
  await scene.settle();
});
afterEach(async () => {
  await scene.close();
  here.end();
});

const at = async (instant: string) => {
  scene.set(instant);
  await scene.settle();
};
const tickets = () => [
  ...(scene.sandbox.store.repositories.find((r) => `${r.owner}/${r.name}` === REPO)?.tickets.values() ?? []),
];
const numberOf = async (duty: string) => {
  const [row] = await scene.deps.register.rows('task', { duty }, { limit: 1 });
  return Number(String(row?.columns.ticket_number).slice(1));
};
const attach = (n: number) =>
  void scene.sandbox.act.attach('sam-okoro', REPO, n, 'export.csv', Buffer.from('user,role\n'));
const close = (n: number) => void scene.sandbox.act.close('sam-okoro', REPO, n, 'completed');

/** Every record as it stands, but for what a gap cannot bring back. */
async function standing() {
  const rows = await Promise.all(
    recordTables.map((table: RecordTable) => scene.deps.register.rows(table, {}, { limit: 99 })),
  );
  const kept = [
    'display',
    'ticket_number',
    'state',
    'due',
    'hard_limit',
    'missed',
    'assignee',
    'grade',
    'plan_due',
    'resolve_due',
    'closed_at',
  ];
  return Object.fromEntries(
    rows.flat().map(({ key, columns }) => [key, Object.fromEntries(kept.map((name) => [name, columns[name] ?? null]))]),
  );
}

const FILE = () => join(here.folder, 'backup.sqlite');

/** Loses the register and puts the backup in its place, as the command does. */
async function loseAndRestore(now: string, url = installationIn(folder).registerUrl): Promise<void> {
  await scene.deps.register.close();
  for (const side of ['', '-wal', '-shm']) rmSync(join(folder, `register.sqlite${side}`), { force: true });
  scene.set(now);
  const clock = () => scene.now();
  await restoreRegister({
    url,
    file: FILE(),
    scratch: join(folder, '.restoring.sqlite'),
    clock,
    projections,
    also: async (tx, backup) => {
      const how = { file: FILE(), witnessed: undefined, actor: 'olga@desk' };
      await declareGap(tx, backup, how, now);
    },
  });
  scene.deps.register = await openRegister({ url, clock, projections });
}

/** What happens after the backup: handed in and accepted, rejected and handed in again, missed; opened; raised by a person. */
async function lostMonth(): Promise<void> {
  await backUp(scene.deps.register, FILE(), 'olga@desk');
  await at('2027-04-05T08:00:00.000Z');
  const [accepted, rejected] = [await numberOf('accepted'), await numberOf('rejected')];
  for (const n of [accepted, rejected]) {
    attach(n);
    close(n);
  }
  await at('2027-04-05T08:10:00.000Z');
  scene.set('2027-04-06T08:00:00.000Z');
  scene.says('mara-lindt', accepted, '/accept');
  scene.says('mara-lindt', rejected, '/reject because two accounts are missing');
  await at('2027-04-06T08:01:00.000Z');
  scene.set('2027-04-07T08:00:00.000Z');
  attach(rejected);
  close(rejected);
  await at('2027-04-07T08:10:00.000Z');
  scene.says('mara-lindt', rejected, '/accept');
  await at('2027-04-07T09:00:00.000Z');
  await scene.raise({});
  await at('2027-04-07T10:00:00.000Z');
  for (const day of ['13T08:00', '16T09:00', '17T09:00', '20T08:00', '23T08:00']) await at(`2027-04-${day}:00.000Z`);
  await at('2027-05-01T08:00:00.000Z');
  await at('2027-05-01T08:05:00.000Z');
  await at('2027-05-03T08:00:00.000Z');
}

/** As much of it as most tests need: something opened, something raised. */
async function lostDay(): Promise<void> {
  await backUp(scene.deps.register, FILE(), 'olga@desk');
  scene.set('2027-04-05T08:00:00.000Z');
  await scene.settle();
  await scene.raise({});
  await scene.settle();
}

/** Restores at nine on 3 May, and lets the engine go on until nothing is left to do. */
async function restoredAndSettled(): Promise<void> {
  await loseAndRestore('2027-05-03T09:00:00.000Z');
  for (const minute of ['02', '04', '06']) await at(`2027-05-03T09:${minute}:00.000Z`);
}

describe('a register restored from a backup', () => {
  it('finds every ticket again by its key, repeats no comment, and reaches the same states with the same dates', async () => {
    await lostMonth();
    const before = await standing();
    const keys = keysOf(tickets());
    const comments = tickets().map(said);
    expect(Object.values(before).map((r) => r.display)).toContain('NC-2027-002');
    await restoredAndSettled();
    const after = await standing();
    const person = Object.keys(before).find((key) => before[key]?.display === 'NC-2027-001') ?? '';
    const { [person]: lost, ...rest } = before;
    expect(lost).toBeDefined();
    expect(after).toEqual(rest);
    expect(keysOf(tickets())).toEqual(keys);
    expect(repeated(keys)).toEqual([]);
    expect(repeated(commentKeys(tickets()))).toEqual([]);
    expect(tickets().map(said)).toEqual(comments);
    const { register } = scene.deps;
    expect((await register.verify()).breaks).toEqual([]);
    const [restored, ...more] = await register.events({ kinds: ['restored'], limit: 9 });
    const gap = { from: '2027-04-01T08:00:00.000Z', until: '2027-05-03T09:00:00.000Z', file: FILE() };
    expect([restored?.actor, restored?.body, more]).toEqual(['olga@desk', expect.objectContaining(gap), []]);
    // Whether the engine was down meanwhile is unknown: no downtime is claimed.
    expect(await register.events({ kinds: ['downtime'], limit: 9 })).toEqual([]);
    const status = await statusOf(register, scene.now());
    expect(status.engine.gaps).toEqual([{ kind: 'restored', ...gap }]);
    expect(statusText(status, { nameOf: (id) => id, running: true, all: false })).toMatch(
      /^Gap {9}1 Apr.* to 3 May.* is unknown: restored from .*backup\.sqlite$/m,
    );
  });

  it('decides and writes nothing before the tracker was asked, and that not before its lists can be trusted', async () => {
    await lostDay();
    await loseAndRestore('2027-05-03T09:00:00.000Z');
    const head = await scene.deps.register.head();
    const writes = scene.sandbox.writeLog.writes().length;
    await at('2027-05-03T09:00:59.000Z');
    expect(await scene.deps.register.head()).toEqual(head);
    const fault = scene.sandbox.faults.add({ kind: 'unreachable' });
    await at('2027-05-03T09:05:00.000Z');
    expect(await scene.deps.register.head()).toEqual(head);
    scene.sandbox.faults.lift(fault);
    expect(scene.sandbox.writeLog.writes()).toHaveLength(writes);
    await at('2027-05-03T09:06:00.000Z');
    expect(await scene.deps.register.events({ kinds: ['surveyed'], limit: 9 })).toHaveLength(1);
  });

  it('tells no deadline as unread but where the tracker cannot be reached', async () => {
    await lostDay();
    await loseAndRestore('2027-05-03T09:00:00.000Z');
    const fault = scene.sandbox.faults.add({ kind: 'unreachable' });
    await at('2027-05-03T09:05:00.000Z');
    expect(await scene.deps.register.events({ kinds: ['unread'], limit: 9 })).toEqual([]);
    await sweep(scene.deps, 'github');
    await at('2027-05-03T09:06:00.000Z');
    expect(await scene.deps.register.events({ kinds: ['unread'], limit: 9 })).not.toEqual([]);
    expect(await scene.deps.register.events({ kinds: ['missed'], limit: 9 })).toEqual([]);
    scene.sandbox.faults.lift(fault);
    await sweep(scene.deps, 'github');
    for (const minute of ['08', '10', '12']) await at(`2027-05-03T09:${minute}:00.000Z`);
    expect(repeated(keysOf(tickets()))).toEqual([]);
    expect(repeated(commentKeys(tickets()))).toEqual([]);
  });

  it('gives no number away a second time, and shows what no record knows to the lead, without a touch', async () => {
    await lostDay();
    await loseAndRestore('2027-05-03T09:00:00.000Z');
    await expect(scene.raise({})).rejects.toThrow(InDoubt);
    await expect(scene.raise({})).rejects.toThrow(/github was not asked yet which numbers.*Start dutybound up/);
    for (const minute of ['02', '04', '06']) await at(`2027-05-03T09:${minute}:00.000Z`);
    const { register } = scene.deps;
    const lost = tickets().find((t) => t.title.startsWith('NC-2027-001'));
    const touched = [lost?.updatedAt, lost?.body, lost?.comments.length];
    const key = await scene.raise({ title: 'another one' });
    await at('2027-05-03T09:08:00.000Z');
    const [row] = await register.rows('nonconformity', { key }, { limit: 1 });
    // Three were missed meanwhile.
    expect(row?.columns.display).toBe('NC-2027-005');
    expect(row?.columns.ticket_number).not.toBe(`#${lost?.number}`);
    const { engine } = await statusOf(register, scene.now());
    expect(engine.strays.map((s) => [s.number, s.display])).toEqual([[`#${lost?.number}`, 'NC-2027-001']]);
    expect(await register.events({ kinds: ['strays-told'], limit: 9 })).toEqual([]);
    scene.set('2027-05-03T13:00:00.000Z');
    for (let i = 0; i < 3; i++) await sweep(scene.deps, 'github');
    expect(await register.events({ kinds: ['strays-told'], limit: 9 })).toHaveLength(1);
    expect([lost?.updatedAt, lost?.body, lost?.comments.length]).toEqual(touched);
    scene.sandbox.act.close('mara-lindt', REPO, lost?.number ?? 0, 'not_planned');
    scene.set('2027-05-03T13:05:00.000Z');
    await sweep(scene.deps, 'github');
    expect((await statusOf(register, scene.now())).engine.strays).toEqual([]);
  });

  it('leaves a ticket that was opened and handed over meanwhile with whom it was handed to', async () => {
    await lostDay();
    const n = await numberOf('opened-later');
    scene.sandbox.act.unassign('mara-lindt', REPO, n, 'sam-okoro');
    scene.sandbox.act.assign('mara-lindt', REPO, n, 'priya-nair');
    await at('2027-05-03T08:30:00.000Z');
    await restoredAndSettled();
    const [row] = await scene.deps.register.rows('task', { duty: 'opened-later' }, { limit: 1 });
    expect([row?.columns.ticket_number, row?.columns.assignee]).toEqual([`#${n}`, 'priya']);
    expect(
      tickets()
        .find((t) => t.number === n)
        ?.assignees.map((a) => a.login),
    ).toEqual(['priya-nair']);
  });

  it('ends runs of records that it does not have', async () => {
    const { step } = createActivities(scene.deps);
    await expect(step('nobody')).rejects.toThrow('no task or nonconformity nobody');
    await backUp(scene.deps.register, FILE(), 'olga@desk');
    await loseAndRestore('2027-04-01T09:00:00.000Z');
    const { stageSingle, stageNonconformity } = createActivities(scene.deps);
    expect(await createActivities(scene.deps).step('nobody')).toMatchObject({ ended: true });
    expect([await stageSingle('nobody'), await stageNonconformity('nobody')]).toMatchObject([
      { done: true },
      { done: true },
    ]);
  });
});

describe('a register made anew', () => {
  it('finds the tickets of its open duties by their keys, and opens no second one', async () => {
    await lostMonth();
    const before = await standing();
    const numbers = tickets().map((t) => t.number);
    await scene.deps.register.close();
    for (const side of ['', '-wal', '-shm']) rmSync(join(folder, `register.sqlite${side}`), { force: true });
    const { registerUrl: url } = installationIn(folder);
    scene.set('2027-05-03T09:00:00.000Z');
    scene.deps.register = await openRegister({ url, clock: scene.now, projections, create: true });
    await declareAdoption(scene.deps.register, 'example', 'olga@desk', scene.now());
    await scene.apply(DUTIES.replaceAll('shift: none', 'shift: none\n    backfill: 2027-04-01'));
    for (const minute of ['02', '04', '06', '08']) await at(`2027-05-03T09:${minute}:00.000Z`);
    expect(tickets().map((t) => t.number)).toEqual(numbers);
    expect(repeated(commentKeys(tickets()))).toEqual([]);
    const after = await standing();
    const named = (all: typeof after, display: string) => Object.values(all).find((r) => r.display === display);
    for (const { display, ticket_number } of Object.values(before).filter((r) => r.ticket_number))
      if (display !== 'NC-2027-001') expect(named(after, String(display))).toMatchObject({ ticket_number });
    const { engine } = await statusOf(scene.deps.register, scene.now());
    expect(engine.strays.map((s) => s.display)).toEqual(['NC-2027-001']);
    expect(engine.gaps).toMatchObject([{ kind: 'adopted', until: '2027-05-03T09:00:00.000Z' }]);
  });
});
