import { beforeEach, describe, expect, it } from '@jest/globals';
import { tell } from '../../activities/openings/occasion.ts';
import { statusOf } from '../../activities/status.ts';
import { statusText } from '../../cli/status-text.ts';
import { REPO, REVIEW } from './company.ts';
import type { Desk } from './desk.ts';
import { playedDesk } from './played.ts';
import type { Scene } from './scene.ts';
import { statusIn } from './standing.ts';

let here: Desk;
let scene: Scene;
beforeEach(async () => {
  ({ here, scene } = await playedDesk('2027-04-01T08:00:00.000Z'));
});

const text = (all = false) => statusIn(scene, all);
const now = () => statusOf(scene.deps.register, scene.now());

describe('a task', () => {
  beforeEach(async () => {
    await scene.apply(REVIEW);
    await scene.settle();
  });

  it('is open and on time, and due within seven days only in its last week', async () => {
    expect(await now()).toMatchObject({
      version: 1,
      zone: 'Europe/Berlin',
      needsYou: [],
      late: [],
      blocked: [],
      open: [
        {
          ticket: '#1',
          title: 'Access review, 2027 Q2',
          assignee: 'sam',
          dueDate: '2027-04-16',
          hardLimitDate: '2027-04-30',
          state: 'open',
        },
      ],
      tasks: { onTime: 1, late: 0, blocked: 0, toVerify: 0 },
      ahead: { days: 7, opens: 0, due: 0 },
      year: { year: '2027', owed: 1, open: 1, lateOpen: 0, done: 0 },
    });
    scene.set('2027-04-10T08:00:00.000Z');
    expect((await now()).ahead.due).toBe(1);
    scene.set('2027-06-25T08:00:00.000Z');
    expect((await now()).ahead.opens).toBe(1);
  });

  it('is late from the midnight after its due date, by days', async () => {
    scene.set('2027-04-16T21:59:59.999Z');
    expect((await now()).late).toEqual([]);
    scene.set('2027-04-16T22:00:00.000Z');
    expect((await now()).late).toMatchObject([{ lateBy: 1, unit: 'day', what: 'task' }]);
    scene.set('2027-04-23T08:00:00.000Z');
    const found = await now();
    const byHours = { ...found, late: found.late.map((l) => ({ ...l, lateBy: 10_800, unit: 'second' as const })) };
    expect(statusText(byHours, { nameOf: (id) => id, running: true, all: false })).toContain('2027 Q2, 3 h, sam');
    const awaiting = { ...found, late: found.late.map((l) => ({ ...l, awaitsVerdicts: true as const })) };
    expect(statusText(awaiting, { nameOf: (id) => id, running: true, all: false })).toContain(
      '2027 Q2, 7 d, sam; waits for what was handed in by 30 Apr to be accepted',
    );
    expect(found.late).toMatchObject([{ ticket: '#1', lateBy: 7 }]);
    expect(found.tasks).toEqual({ onTime: 0, late: 1, blocked: 0, toVerify: 0 });
    expect(found.year).toMatchObject({ owed: 1, done: 0, late: 0, open: 1, lateOpen: 1 });
    expect(await text()).toContain('Late        1   #1 Access review, 2027 Q2, 7 d, Sam Okoro; missed after 30 Apr');
    expect(await text()).toContain('2027        1 owed: 0 on time, 1 late (1 still open), 0 waived, 0 missed');
    scene.set('2027-05-03T08:00:00.000Z');
    await scene.settle();
    // As its ticket says it: the last day on which it could have been done.
    expect(await text()).toContain('#1 Access review, 2027 Q2, 17 d, Sam Okoro; missed since 30 Apr');
  });

  it('handed in waits for its verifier; verified after its due date it was on time all the same', async () => {
    scene.set('2027-04-14T08:00:00.000Z');
    scene.sandbox.act.attach('sam-okoro', REPO, 1, 'export.csv', Buffer.from('a,b'), '');
    scene.sandbox.act.close('sam-okoro', REPO, 1, 'completed');
    scene.set('2027-04-14T08:05:00.000Z');
    await scene.settle();
    const waiting = await now();
    expect(waiting.needsYou).toMatchObject([
      {
        ticket: '#1',
        state: 'submitted',
        waitsFor: 'verification',
        of: ['mara'],
        since: '2027-04-14T08:00:00.000Z',
        decideByDate: '2027-04-21',
      },
    ]);
    expect(waiting.tasks).toMatchObject({ onTime: 0, toVerify: 1 });
    scene.set('2027-04-19T08:00:00.000Z');
    expect(await text()).toContain('Needs you   1   #1 verification (5 d): Mara Lindt, by 21 Apr');
    expect((await now()).late).toEqual([]);
    scene.says('mara-lindt', 1, '/accept');
    await scene.settle();
    expect(await now()).toMatchObject({ needsYou: [], open: [], year: { owed: 1, done: 1, late: 0, open: 0 } });
  });

  it('waits for an extension until somebody who may decides', async () => {
    scene.says('sam-okoro', 1, '/extend 2027-04-23 because the export job is broken');
    await scene.settle();
    expect((await now()).needsYou).toMatchObject([
      { waitsFor: 'extension', of: ['mara', 'priya'], askedDate: '2027-04-23' },
    ]);
    scene.set('2027-04-03T09:00:00.000Z');
    expect(await text()).toContain('Needs you   1   #1 extension to 23 Apr (2 d): Mara Lindt or Priya Nair');
    scene.says('mara-lindt', 1, '/approve');
    await scene.settle();
    expect(await now()).toMatchObject({ needsYou: [], open: [{ dueDate: '2027-04-23' }] });
  });

  it('waits for a waiver', async () => {
    scene.says('sam-okoro', 1, '/waive because a tool does it');
    await scene.settle();
    expect((await now()).needsYou).toMatchObject([{ waitsFor: 'waiver', of: ['mara', 'priya'] }]);
  });

  it('that the tracker refuses is blocked, with the next command; redrive brings it forward', async () => {
    scene.sandbox.faults.add({ kind: 'labels-dropped' });
    scene.set('2027-04-14T08:00:00.000Z');
    scene.sandbox.act.attach('sam-okoro', REPO, 1, 'export.csv', Buffer.from('a,b'), '');
    scene.sandbox.act.close('sam-okoro', REPO, 1, 'completed');
    scene.sandbox.faults.add({ kind: 'error-before-write', status: 422 });
    scene.set('2027-04-14T08:05:00.000Z');
    await scene.settle();
    const { blocked, tasks } = await now();
    const [line] = blocked;
    expect(line).toMatchObject({ ticket: '#1', next: `dutybound redrive ${line?.display}` });
    expect(tasks.blocked).toBe(1);
    expect((await here.run('show', '#1')).out).toMatch(/^blocked +GitHub, .*422/m);
    expect(await text()).toContain(`mend that, then: dutybound redrive ${line?.display}`);
    scene.sandbox.faults.clear();
    const said = await here.run('redrive', line?.display ?? '', '--json');
    expect(JSON.parse(said.out)).toMatchObject({ records: [line?.key], running: false });
    expect(JSON.parse(said.out).effects).toBeGreaterThan(0);
    // The command's clock is the machine's; the story's goes its own way.
    scene.set(new Date(Date.now() + 60_000).toISOString());
    await scene.settle();
    expect((await now()).blocked).toEqual([]);
    expect((await here.run('redrive', line?.display ?? '')).out).toBe('Nothing had failed.');
  });

  it('alone is redriven, never documented information, which no run follows', async () => {
    const leaver = { kind: 'leaver', id: 'l1', title: 'Sam', actor: 'person:mara', person: 'sam' } as const;
    const { display = '' } = (await tell(scene.deps.register, leaver, scene.now())) ?? {};
    const { code, err } = await here.run('redrive', display);
    expect([code, err]).toEqual([1, expect.stringMatching(/is documented information \(leaver\/l1\)/)]);
  });
});

describe('a nonconformity', () => {
  beforeEach(async () => {
    await scene.apply(REVIEW.replace('2027-04-16', '2027-12-01'));
    await scene.raise({ raisedOn: '2027-04-01' });
    await scene.settle();
  });

  it('is counted by grade; the minor that turns major first is named, with its last day', async () => {
    expect((await now()).nonconformities).toMatchObject({
      minor: 1,
      major: 0,
      next: { display: 'NC-2027-001', dueDate: '2027-06-30' },
    });
    expect(await text()).toContain('NCs         1   minor 1, major 0; first to turn major: NC-2027-001 after 30 Jun');
  });

  it('is late with its plan, and then with its resolution', async () => {
    scene.set('2027-04-18T08:00:00.000Z');
    expect((await now()).late).toMatchObject([{ display: 'NC-2027-001', what: 'plan', lateBy: 3 }]);
    scene.set('2027-07-02T08:00:00.000Z');
    expect((await now()).late).toMatchObject([{ what: 'resolution', lateBy: 2 }]);
  });

  it('needs the lead once its plan is complete', async () => {
    const words = [
      '/correction accounts disabled',
      '/extent two of nine',
      '/similar none, because all checked',
      '/cause no list',
      '/no-action because done',
      '/criterion no account left',
    ];
    for (const word of words) scene.says('priya-nair', 1, word);
    await scene.settle();
    expect((await now()).needsYou).toMatchObject([
      { display: 'NC-2027-001', waitsFor: 'plan', of: ['mara'], decideByDate: '2027-04-15' },
    ]);
    expect(await text()).toContain('NC-2027-001 plan (0 s): Mara Lindt, by 15 Apr');
    scene.says('mara-lindt', 1, '/approve');
    await scene.settle();
    expect((await now()).needsYou).toEqual([]);
  });

  it('is shown with every date, its grades, steps, and acts', async () => {
    scene.says('priya-nair', 1, '/correction accounts disabled');
    await scene.settle();
    scene.set('2027-07-01T08:00:00.000Z');
    await scene.settle();
    const { out, code } = await here.run('nc', 'show', 'NC-2027-001', '--json');
    expect(code).toBe(0);
    const shown = JSON.parse(out);
    expect(shown).toMatchObject({
      display: 'NC-2027-001',
      grade: 'major',
      ownGrade: 'minor',
      grades: [
        { grade: 'minor', rule: 'raised' },
        {
          grade: 'major',
          rule: 'nc.minor.overdue',
          at: '2027-06-30T22:00:00.000Z',
          noticed: '2027-07-01T08:00:00.000Z',
          deadline: '2027-06-30T22:00:00.000Z',
        },
      ],
      step: 'extent',
      dates: {
        raised: '2027-04-01',
        clockFrom: '2027-06-30T22:00:00.000Z',
        planDue: '2027-07-08T22:00:00.000Z',
        resolveDue: '2027-07-31T22:00:00.000Z',
      },
      record: { table: 'nonconformity' },
    });
    expect(
      shown.steps.map((s: { step: string; done: boolean; text?: string }) => [s.step, s.done, s.text]).slice(0, 2),
    ).toEqual([
      ['correction', true, 'accounts disabled'],
      ['extent', false, undefined],
    ]);
    expect(shown.acts.map((a: { what: string }) => a.what)).toContain('graded it major: not resolved by its deadline');
    expect(shown.acts).toHaveLength(shown.events.length);
    const told = await here.run('nc', 'show', 'NC-2027-001');
    expect(told.out).toMatch(/resolve due +end of Sat 31 Jul 2027/);
    expect(told.out).toMatch(/Priya Nair {2}wrote correction: "accounts disabled"/);
  });

  it('is listed; a record of another kind is not shown as one', async () => {
    expect((await here.run('nc', 'list')).out).toMatch(
      /^nonconformity {2}grade .*\nNC-2027-001 +minor {2}#1 .*Priya Nair {2}end of Thu 15 Apr 2027 {2}end of Wed 30 Jun 2027 {2}access +A\.\S+ +leavers/,
    );
    const all = await here.run('nc', 'list', '--all', '--external', '--json');
    expect((await here.run('nc', 'list')).out).toMatch(
      /\n\nSource: nonconformities · filter: open · 1 line · events 1 to \d+, head [0-9a-f]{12} · times in /,
    );
    expect([all.out, all.err]).toEqual([
      '[]',
      expect.stringMatching(/^Source: nonconformities · filter: of the certification body · 0 lines · events 1 to /),
    ]);
    const strange = await here.run('nc', 'show', 'NC-2027-999');
    expect([strange.code, strange.err]).toEqual([
      1,
      'Nothing is called NC-2027-999. dutybound status --all lists what is open.',
    ]);
  });
});
