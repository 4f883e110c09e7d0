import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { statusOf } from '../../activities/status.ts';
import { allPages } from '../../register/records.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { REPO } from './company.ts';
import { type Desk, desk } from './desk.ts';
import { type Scene, setScene } from './scene.ts';

const DUTIES = `
  backup-check:
    kind: review
    title: Backup check
    ask: Look whether the backups ran.
    clause: A.8.13
    process: access
    owner: sam
    first: 2037-01-01`;

let here: Desk;
let scene: Scene;
beforeEach(async () => {
  here = desk();
  await here.run('init');
  scene = await setScene(join(here.folder, '.dutybound'), '2027-04-01T08:00:00.000Z');
  await scene.apply(DUTIES);
});
afterEach(async () => {
  await scene.close();
  here.end();
});

async function nonconformities(): Promise<NonconformityState[]> {
  const { register } = scene.deps;
  const rows = await allPages((page) => register.loadRows<NonconformityState>('nonconformity', {}, page));
  return rows.map((r) => r.state).sort((a, b) => (a.terms.display < b.terms.display ? -1 : 1));
}

async function proposals(): Promise<TaskState[]> {
  const rows = await scene.deps.register.loadRows<TaskState>('task', { kind: 'repeats' }, { limit: 50 });
  return rows.map((r) => r.state).sort((a, b) => (a.terms.opens < b.terms.opens ? -1 : 1));
}

async function raiseMinors(...days: string[]): Promise<void> {
  for (const raisedOn of days) await scene.raise({ raisedOn, title: `finding of ${raisedOn}` });
  await scene.settle();
}

async function told(who: string, ticket: number, text: string, when: string): Promise<void> {
  scene.set(`${when}:00.000Z`);
  scene.says(who, ticket, text);
  await scene.settle();
}

const numberOf = ({ thread }: { thread: { ref?: { number: string } } }) => Number(thread.ref?.number.slice(1));

describe('three minors on one process', () => {
  it('are put to the lead once; accepted, a major names them, and they stay as they were', async () => {
    await raiseMinors('2026-06-01', '2027-03-01');
    expect(await proposals()).toEqual([]);
    await scene.raise({ grade: 'major' });
    await raiseMinors('2027-04-01');
    const before = await nonconformities();
    const [proposal, ...others] = await proposals();
    expect(others).toEqual([]);
    expect(proposal).toMatchObject({ assignee: 'mara', stage: 'open' });
    expect(proposal?.terms.origin).toMatchObject({
      minors: [{ display: 'NC-2027-001', number: '#1' }, { display: 'NC-2027-002' }, { display: 'NC-2027-004' }],
    });
    const status = await statusOf(scene.deps.register, scene.now());
    expect(status.needsYou).toMatchObject([{ waitsFor: 'proposal', of: ['mara'], display: proposal?.terms.display }]);
    if (!proposal) throw new Error('no proposal');
    await told('priya-nair', numberOf(proposal), '/accept', '2027-04-02T08:00');
    expect(await nonconformities()).toHaveLength(4);
    await told('mara-lindt', numberOf(proposal), '/accept', '2027-04-02T09:00');
    const after = await nonconformities();
    expect(after.at(-1)).toMatchObject({
      grade: 'major',
      assignee: 'priya',
      terms: {
        source: { kind: 'repeats' },
        raisedBy: 'mara',
        clauses: ['A.5.18'],
        title: { text: 'Three minors on Access management' },
      },
    });
    expect(after.at(-1)?.terms.links?.map((l) => l.display)).toEqual(['NC-2027-001', 'NC-2027-002', 'NC-2027-004']);
    expect(after.slice(0, 4).map((n) => [n.grade, n.clocks])).toEqual(before.map((n) => [n.grade, n.clocks]));
    expect((await statusOf(scene.deps.register, scene.now())).needsYou).toEqual([]);
    expect((await scene.deps.register.verify()).ok).toBe(true);
  });

  it('that were rejected are never put again; three new ones are', async () => {
    await raiseMinors('2027-02-01', '2027-03-01', '2027-04-01');
    const [proposal] = await proposals();
    if (!proposal) throw new Error('no proposal');
    await told('mara-lindt', numberOf(proposal), '/reject because each has another cause', '2027-04-02T09:00');
    expect((await proposals())[0]).toMatchObject({ verdict: 'rejected' });
    await raiseMinors('2027-04-03', '2027-04-04');
    expect(await proposals()).toHaveLength(1);
    await raiseMinors('2027-04-05');
    expect((await proposals())[1]?.terms.origin).toMatchObject({
      minors: [{ display: 'NC-2027-004' }, { display: 'NC-2027-005' }, { display: 'NC-2027-006' }],
    });
    expect(await nonconformities()).toHaveLength(6);
  });
});

const PLAN = `/correction c
/extent e
/similar none, because s
/cause c
/no-action because n
/criterion c`;

/** The first one's plan is written and agreed on 2 April; no action is needed. */
async function agree(): Promise<void> {
  await told('priya-nair', 1, PLAN, '2027-04-02T08:00');
  await told('mara-lindt', 1, '/approve plan reviewer @elena-costa', '2027-04-02T09:00');
}

/** Raised on 1 April, closed as effective on 10 July. */
async function closeFirst(): Promise<void> {
  await scene.raise({});
  await scene.settle();
  await agree();
  scene.set('2027-07-01T08:00:00.000Z');
  await scene.settle();
  await told('elena-costa', 2, '/effective none since', '2027-07-10T08:00');
}

describe('a closed nonconformity that happens again', () => {
  it('is offered by the ticket of one that resembles it; linked by the word, its verdict is annotated and it stays closed', async () => {
    await closeFirst();
    const [closed] = await nonconformities();
    expect(closed).toMatchObject({ closed: { at: '2027-07-10T08:00:00.000Z' } });
    await scene.raise({ raisedOn: '2027-07-11' });
    await scene.raise({ raisedOn: '2027-07-11', clauses: ['A.8.13'] });
    await scene.settle();
    const [, again, other] = await nonconformities();
    expect([again?.similar, other?.similar]).toMatchObject([[{ display: 'NC-2027-001', number: '#1' }], undefined]);
    if (!again) throw new Error('not raised');
    await told('priya-nair', numberOf(again), '/recurrence NC-2027-001', '2027-07-12T08:00');
    const [first, second] = await nonconformities();
    expect(second?.recurrenceOf).toMatchObject({ display: 'NC-2027-001' });
    expect(first?.recurrences).toMatchObject([
      { display: 'NC-2027-002', number: again.thread.ref?.number, at: '2027-07-12T08:00:00.000Z' },
    ]);
    expect([first?.closed, first?.verdicts]).toEqual([closed?.closed, closed?.verdicts]);
    const shown = JSON.parse((await here.run('nc', 'show', 'NC-2027-001', '--json')).out);
    expect(shown).toMatchObject({ recurrences: [{ display: 'NC-2027-002' }], verdicts: [{ verdict: 'effective' }] });
    expect((await here.run('nc', 'show', 'NC-2027-001')).out).toMatch(
      /happened +again as NC-2027-002[\s\S]*the verdict stays/,
    );
    expect((await here.run('nc', 'show', 'NC-2027-002')).out).toMatch(/recurrence +of NC-2027-001/);
    expect((await scene.deps.register.verify()).ok).toBe(true);
  });

  it('is not offered after a year', async () => {
    await closeFirst();
    scene.set('2028-07-11T08:00:00.000Z');
    await scene.raise({});
    expect((await nonconformities())[1]?.similar).toBeUndefined();
  });

  it('can be named when the new one is raised; one that is open, unknown, or no nonconformity cannot', async () => {
    await closeFirst();
    await scene.raise({ raisedOn: '2027-07-11' });
    const raise = [
      'nc',
      'raise',
      '--title',
      't',
      '--nature',
      'n',
      '--clause',
      'A.8.2',
      '--process',
      'access',
      '--as',
      'mara',
    ];
    for (const [name, why] of [
      ['NC-2027-002', 'NC-2027-002 is not closed; what happens again belongs into it'],
      ['NC-2027-009', 'no nonconformity is called NC-2027-009; see dutybound nc list --all'],
      ['#2', 'no nonconformity is called #2'],
    ] as const) {
      const { code, err } = await here.run(...raise, '--recurrence-of', name);
      expect([code, err]).toEqual([1, expect.stringContaining(`--recurrence-of: ${why}`)]);
    }
    expect(await nonconformities()).toHaveLength(2);
    expect((await here.run(...raise, '--recurrence-of', 'NC-2027-001')).code).toBe(0);
    const all = await nonconformities();
    const named = all.find((n) => n.recurrenceOf);
    expect(named?.recurrenceOf?.display).toBe('NC-2027-001');
    expect(all[all.findIndex((n) => n.terms.display === 'NC-2027-001')]?.recurrences).toMatchObject([
      { display: named?.terms.display },
    ]);
  });
});

const EXTERNAL = [
  'nc',
  'raise',
  '--external',
  '--title',
  'no scope',
  '--nature',
  'n',
  '--clause',
  '4.3',
  '--process',
  'access',
];

describe('nc raise --external', () => {
  const whole = [...EXTERNAL, '--as', 'mara', '--body', 'TÜV Example', '--stage', '2', '--raised-on', '2026-04-06'];

  it.each([
    ['without a body and a date', [...EXTERNAL, '--as', 'mara', '--stage', '2'], 'it needs --body, --raised-on, too'],
    ['with a date that is none', [...whole, '--plan-by', '2026-02-30'], '--plan-by: found "2026-02-30"'],
    ['with both dates', [...whole, '--date', '2026-04-06'], '--date: an external finding has --raised-on instead'],
    ['as a concern of stage 2', [...whole, '--grade', 'concern'], 'only stage 1 of an external audit'],
    ['with an early date', [...whole, '--resolve-by', '2026-04-01'], 'it must lie after 2026-04-06'],
    ['of a stage that is none', [...whole, '--stage', '3'], 'Allowed choices are 1, 2, surveillance, recertification'],
    [
      'as one’s own',
      [...whole.filter((o) => o !== '--external')],
      '--body: only for a finding of the certification body',
    ],
  ])('is refused %s', async (_, args, why) => {
    const { code, err } = await here.run(...args);
    expect([code, err]).toEqual([1, expect.stringContaining(why)]);
    expect(await nonconformities()).toEqual([]);
  });

  it('enters a finding with the body’s dates', async () => {
    const dates = ['--plan-by', '2026-05-01', '--resolve-by', '2026-06-30'];
    expect((await here.run(...whole, ...dates, '--grade', 'major')).out).toContain('is raised (major)');
    expect((await nonconformities())[0]).toMatchObject({
      terms: {
        source: { kind: 'external' },
        external: { body: 'TÜV Example', stage: '2', planBy: '2026-05-01', resolveBy: '2026-06-30' },
        raisedOn: '2026-04-06',
        raisedBy: 'mara',
      },
      clocks: { plan: { date: '2026-05-01' }, resolve: { date: '2026-06-30' } },
    });
  });
});

describe('a finding of the certification body', () => {
  const external = { body: 'TÜV Example', stage: '2' as const };
  const attach = async (n: number, text: string, when: string) => {
    scene.set(`${when}:00.000Z`);
    scene.sandbox.act.attach('mara-lindt', REPO, n, 'letter.pdf', Buffer.from('Dear Ms Lindt'), text);
    await scene.settle();
  };

  it('waits among what needs somebody until its plan is sent, is listed with both axes, and closes with the letter', async () => {
    await scene.raise({ grade: 'major', raisedOn: '2027-04-01', external });
    await scene.raise({
      grade: 'concern',
      raisedOn: '2027-04-01',
      external: { ...external, stage: '1' },
      clauses: ['4.3'],
    });
    await scene.settle();
    await agree();
    const status = await statusOf(scene.deps.register, scene.now());
    expect(status.needsYou).toMatchObject([
      { display: 'NC-2027-001', waitsFor: 'sending', of: ['mara'], decideByDate: '2027-04-08' },
    ]);
    expect(status.nonconformities).toMatchObject({ minor: 0, major: 1, concern: 1 });
    await attach(1, '/sent 2027-04-02', '2027-04-02T10:00');
    await told('priya-nair', 1, '/changes the scope names the second site; risk R-7 is rated anew', '2027-04-03T10:00');
    expect((await statusOf(scene.deps.register, scene.now())).needsYou).toEqual([]);
    scene.set('2027-07-01T08:00:00.000Z');
    await scene.settle();
    await told('elena-costa', 3, '/effective none since', '2027-07-10T08:00');
    scene.set('2028-04-01T08:00:00.000Z');
    await scene.settle();
    const later = await statusOf(scene.deps.register, scene.now());
    expect([later.late, later.needsYou]).toEqual([[], []]);
    const figures = await scene.deps.register.figures(scene.now(), scene.now());
    expect(figures.open.find((o) => o.state === 'external')).toMatchObject({ count: 1, overdue: 0 });
    const listed = await here.run('nc', 'list', '--external');
    expect(listed.out).toMatch(/NC-2027-001 {2}major +#1 +external .*TÜV Example: major, plan sent/);
    expect(listed.out).toMatch(/NC-2027-002 {2}concern +#2 .* {2}- {2,}- {2,}TÜV Example: concern, entered/);
    await attach(1, '/validated 2028-03-30', '2028-04-02T08:00');
    const shown = JSON.parse((await here.run('nc', 'show', 'NC-2027-001', '--json')).out);
    expect(shown).toMatchObject({
      dates: { closed: '2028-04-02T08:00:00.000Z' },
      changes: { by: 'priya', text: 'the scope names the second site; risk R-7 is rated anew' },
      tasks: [{ kind: 'effectiveness-review', assignee: 'elena', ticket: '#3', verdict: 'effective' }],
      external: {
        body: 'TÜV Example',
        stage: '2',
        grade: 'major',
        status: 'validated',
        letters: [
          { what: 'sent', on: '2027-04-02', by: 'mara', letter: 'letter.pdf' },
          { what: 'validated', on: '2028-03-30' },
        ],
      },
    });
    const [, concern] = JSON.parse((await here.run('nc', 'list', '--all', '--json')).out);
    expect(concern).toMatchObject({ grade: 'concern', resolve_due: null, external: { status: 'entered' } });
    expect(concern.extensions).toEqual({ asked: 0, given: 0, denied: 0, lapsed: 0 });
    expect((await here.run('nc', 'show', 'NC-2027-001')).out).toMatch(
      /external +TÜV Example, stage 2, major: validated[\s\S]*recorded that the certification body validated/,
    );
    expect((await scene.deps.register.verify()).ok).toBe(true);
  });
});
