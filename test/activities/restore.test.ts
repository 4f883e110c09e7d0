import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { backUp } from '../../activities/backup.ts';
import { createActivities } from '../../activities/create.ts';
import { InDoubt } from '../../activities/doubt.ts';
import { importTable } from '../../activities/import.ts';
import { currentProgramme } from '../../activities/organisation.ts';
import { statusOf } from '../../activities/status.ts';
import { sweep } from '../../activities/sweep.ts';
import { statusText } from '../../cli/status-text.ts';
import { importables } from '../../config/import/all.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import { REPO } from '../cli/company.ts';
import type { Scene } from '../cli/scene.ts';
import { commentKeys, keysOf, repeated, said } from '../engine/harness/looking.ts';
import { type Losing, openLosing } from './losing.ts';

let lost: Losing;
beforeEach(async () => {
  lost = await openLosing();
});
afterEach(() => lost.end());

const KEPT = 'nonconformity,title,nature,process,clauses,own_grade,raised_on\n12,a,b,access,9.2,minor,2027-04-30\n';

async function bringsAlong({ deps, now }: Scene) {
  const current = await currentProgramme(deps.register);
  const { nonconformities } = importables;
  if (!current || !nonconformities) throw new Error('there is no programme, or nothing to import');
  const importing = { programme: current.programme, actor: 'person:mara', now: now() };
  return importTable(deps.register, nonconformities, { name: 'nc.csv', text: KEPT }, importing);
}

describe('a register restored from a backup', () => {
  it('finds every ticket again by its key, repeats no comment, and reaches the same states with the same dates', async () => {
    await lost.lostMonth();
    const before = await lost.standing();
    const keys = keysOf(lost.tickets());
    const comments = lost.tickets().map(said);
    expect(Object.values(before).map((r) => r.display)).toContain('NC-2027-002');
    await lost.restoredAndSettled();
    const after = await lost.standing();
    const person = Object.keys(before).find((key) => before[key]?.display === 'NC-2027-001') ?? '';
    const { [person]: forgotten, ...rest } = before;
    expect(forgotten).toBeDefined();
    expect(after).toEqual(rest);
    expect(keysOf(lost.tickets())).toEqual(keys);
    expect(repeated(keys)).toEqual([]);
    expect(repeated(commentKeys(lost.tickets()))).toEqual([]);
    expect(lost.tickets().map(said)).toEqual(comments);
    const { register } = lost.scene.deps;
    expect((await register.verify()).breaks).toEqual([]);
    const [restored, ...more] = await register.events({ kinds: ['restored'], limit: 9 });
    const gap = { from: '2027-04-01T08:00:00.000Z', until: '2027-05-03T09:00:00.000Z', file: lost.file };
    expect([restored?.actor, restored?.body, more]).toEqual(['olga@desk', expect.objectContaining(gap), []]);
    // Whether the engine was down meanwhile is unknown: no downtime is claimed.
    expect(await register.events({ kinds: ['downtime'], limit: 9 })).toEqual([]);
    const status = await statusOf(register, lost.scene.now());
    expect(status.engine.gaps).toEqual([{ kind: 'restored', ...gap }]);
    expect(statusText(status, { nameOf: (id) => id, running: true, all: false })).toMatch(
      /^Gap {9}1 Apr.* to 3 May.* is unknown: restored from .*backup\.sqlite$/m,
    );
  });

  it('says of a minor that turned major in the lost time that it did so at its deadline', async () => {
    const grades = async () => {
      const [row] = await lost.scene.deps.register.rows('nonconformity', { source: 'missed' }, { limit: 9 });
      const found = await lost.scene.deps.register.load<NonconformityState>('nonconformity', row?.key ?? '');
      return found?.state.grades.map(({ grade, at, rule }) => ({ grade, at, rule }));
    };
    await lost.lostMonth();
    await lost.at('2027-08-02T08:00:00.000Z');
    const before = await grades();
    expect(before?.at(-1)).toEqual({ grade: 'major', at: '2027-07-30T22:00:00.000Z', rule: 'nc.minor.overdue' });
    await lost.loseAndRestore('2027-08-03T09:00:00.000Z');
    for (const minute of ['02', '04', '06']) await lost.at(`2027-08-03T09:${minute}:00.000Z`);
    expect(await grades()).toEqual(before);
  });

  it('takes the successor of a ticket that was opened and deleted in the lost time for the ticket', async () => {
    await lost.lostMonth();
    const { act } = lost.scene.sandbox;
    act.deleteIssue('mara-lindt', REPO, await lost.numberOf('opened-later'));
    await lost.at('2027-05-03T08:10:00.000Z');
    await lost.at('2027-05-03T08:20:00.000Z');
    const successor = await lost.numberOf('opened-later');
    const many = lost.tickets().length;
    await lost.restoredAndSettled();
    expect(await lost.numberOf('opened-later')).toBe(successor);
    expect(lost.tickets()).toHaveLength(many);
    const after = Object.values(await lost.standing()).find((r) => r.ticket_number === `#${successor}`);
    // Nothing shows any more when the first one was opened: its dates count from the successor's opening.
    expect(after).toMatchObject({ state: 'open', due: '2027-05-18T22:00:00.000Z' });
    expect((await lost.scene.deps.register.verify()).breaks).toEqual([]);
  });

  it('decides and writes nothing before the tracker was asked, and that not before its lists can be trusted', async () => {
    await lost.lostDay();
    await lost.loseAndRestore('2027-05-03T09:00:00.000Z');
    const head = await lost.scene.deps.register.head();
    const writes = lost.scene.sandbox.writeLog.writes().length;
    await lost.at('2027-05-03T09:00:59.000Z');
    expect(await lost.scene.deps.register.head()).toEqual(head);
    const fault = lost.scene.sandbox.faults.add({ kind: 'unreachable' });
    await lost.at('2027-05-03T09:05:00.000Z');
    expect(await lost.scene.deps.register.head()).toEqual(head);
    lost.scene.sandbox.faults.lift(fault);
    expect(lost.scene.sandbox.writeLog.writes()).toHaveLength(writes);
    await lost.at('2027-05-03T09:06:00.000Z');
    expect(await lost.scene.deps.register.events({ kinds: ['surveyed'], limit: 9 })).toHaveLength(1);
  });

  it('tells no deadline as unread but where the tracker cannot be reached', async () => {
    await lost.lostDay();
    await lost.loseAndRestore('2027-05-03T09:00:00.000Z');
    const fault = lost.scene.sandbox.faults.add({ kind: 'unreachable' });
    await lost.at('2027-05-03T09:05:00.000Z');
    expect(await lost.scene.deps.register.events({ kinds: ['unread'], limit: 9 })).toEqual([]);
    await sweep(lost.scene.deps, 'github');
    await lost.at('2027-05-03T09:06:00.000Z');
    expect(await lost.scene.deps.register.events({ kinds: ['unread'], limit: 9 })).not.toEqual([]);
    expect(await lost.scene.deps.register.events({ kinds: ['missed'], limit: 9 })).toEqual([]);
    lost.scene.sandbox.faults.lift(fault);
    await sweep(lost.scene.deps, 'github');
    for (const minute of ['08', '10', '12']) await lost.at(`2027-05-03T09:${minute}:00.000Z`);
    expect(repeated(keysOf(lost.tickets()))).toEqual([]);
    expect(repeated(commentKeys(lost.tickets()))).toEqual([]);
  });

  it('gives no number away a second time, and shows what no record knows to the lead, without a touch', async () => {
    await lost.lostDay();
    await lost.loseAndRestore('2027-05-03T09:00:00.000Z');
    await expect(lost.scene.raise({})).rejects.toThrow(InDoubt);
    await expect(bringsAlong(lost.scene)).rejects.toThrow(InDoubt);
    await expect(lost.scene.raise({})).rejects.toThrow(/github was not asked yet which numbers.*Start dutybound up/);
    for (const minute of ['02', '04', '06']) await lost.at(`2027-05-03T09:${minute}:00.000Z`);
    const { register } = lost.scene.deps;
    const stray = lost.tickets().find((t) => t.title.startsWith('NC-2027-001'));
    const touched = [stray?.updatedAt, stray?.body, stray?.comments.length];
    const key = await lost.scene.raise({ title: 'another one' });
    await lost.at('2027-05-03T09:08:00.000Z');
    const [row] = await register.rows('nonconformity', { key }, { limit: 1 });
    // Three were missed meanwhile.
    expect(row?.columns.display).toBe('NC-2027-005');
    expect(row?.columns.ticket_number).not.toBe(`#${stray?.number}`);
    const { engine } = await statusOf(register, lost.scene.now());
    expect(engine.strays.map((s) => [s.number, s.display])).toEqual([[`#${stray?.number}`, 'NC-2027-001']]);
    expect(await register.events({ kinds: ['strays-told'], limit: 9 })).toEqual([]);
    await lost.at('2027-05-03T13:00:00.000Z');
    expect(await register.events({ kinds: ['strays-told'], limit: 9 })).toHaveLength(1);
    expect([stray?.updatedAt, stray?.body, stray?.comments.length]).toEqual(touched);
    lost.scene.sandbox.act.close('mara-lindt', REPO, stray?.number ?? 0, 'not_planned');
    lost.scene.set('2027-05-03T13:05:00.000Z');
    await sweep(lost.scene.deps, 'github');
    expect((await statusOf(register, lost.scene.now())).engine.strays).toEqual([]);
  });

  it('tells of strays only once no record can claim them any more', async () => {
    await lost.lostDay();
    await lost.loseAndRestore('2027-05-03T09:00:00.000Z');
    await lost.at('2027-05-03T09:02:00.000Z');
    const { deps } = lost.scene;
    const opening = { key: 'kx:1:ensure:opening', record: 'kx', tracker: 'github', kind: 'ensure' as const };
    const notBefore = '2027-05-03T23:00:00.000Z';
    await deps.register.write((tx) => tx.addEffects([{ ...opening, priority: 2, body: {}, notBefore }]));
    const told = () => deps.register.events({ kinds: ['strays-told'], limit: 9 });
    await lost.at('2027-05-03T13:00:00.000Z');
    expect([(await deps.register.strays()).length > 0, await told()]).toEqual([true, []]);
    await deps.register.write((tx) => tx.cancelEffects('kx'));
    await lost.at('2027-05-03T13:10:00.000Z');
    await lost.at('2027-05-03T13:15:00.000Z');
    expect(await told()).toHaveLength(1);
  });

  it('leaves a ticket that was opened and handed over meanwhile with whom it was handed to', async () => {
    await lost.lostDay();
    const n = await lost.numberOf('opened-later');
    lost.scene.sandbox.act.unassign('mara-lindt', REPO, n, 'sam-okoro');
    lost.scene.sandbox.act.assign('mara-lindt', REPO, n, 'priya-nair');
    await lost.at('2027-05-03T08:30:00.000Z');
    await lost.restoredAndSettled();
    const [row] = await lost.scene.deps.register.rows('task', { duty: 'opened-later' }, { limit: 1 });
    expect([row?.columns.ticket_number, row?.columns.assignee]).toEqual([`#${n}`, 'priya']);
    expect(
      lost
        .tickets()
        .find((t) => t.number === n)
        ?.assignees.map((a) => a.login),
    ).toEqual(['priya-nair']);
  });

  it('is held up by no tracker that the programme has lost', async () => {
    await lost.lostDay();
    await lost.loseAndRestore('2027-05-03T09:00:00.000Z');
    const { deps } = lost.scene;
    const [row] = await deps.register.rows('task', { duty: 'missed' }, { limit: 1 });
    await createActivities({ ...deps, trackers: new Map() }).step(row?.key ?? '');
    expect(await deps.register.events({ kinds: ['unread'], limit: 9 })).toHaveLength(1);
  });

  it('ends runs of records that it does not have', async () => {
    const { step } = createActivities(lost.scene.deps);
    await expect(step('nobody')).rejects.toThrow('no task or nonconformity nobody');
    await backUp(lost.scene.deps.register, lost.file, 'olga@desk');
    await lost.loseAndRestore('2027-04-01T09:00:00.000Z');
    const { stageSingle, stageNonconformity } = createActivities(lost.scene.deps);
    expect(await createActivities(lost.scene.deps).step('nobody')).toMatchObject({ ended: true });
    expect([await stageSingle('nobody'), await stageNonconformity('nobody')]).toMatchObject([
      { done: true },
      { done: true },
    ]);
  });
});
