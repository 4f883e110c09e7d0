import { describe, expect, it } from '@jest/globals';
import { statusOf } from '../../activities/status.ts';
import { REPO } from './company.ts';
import { findings } from './findings.ts';

const company = findings();

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
    [
      'with a date to come',
      whole.with(-1, '2972-04-06'),
      '--raised-on: found "2972-04-06", which is to come; a finding is known already',
    ],
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
    const { code, err } = await company.here.run(...args);
    expect([code, err]).toEqual([1, expect.stringContaining(why)]);
    expect(await company.nonconformities()).toEqual([]);
  });

  it('enters a finding with the body’s dates', async () => {
    const dates = ['--plan-by', '2026-05-01', '--resolve-by', '2026-06-30'];
    expect((await company.here.run(...whole, ...dates, '--grade', 'major')).out).toContain('is raised (major)');
    expect((await company.nonconformities())[0]).toMatchObject({
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
    company.scene.set(`${when}:00.000Z`);
    company.scene.sandbox.act.attach('mara-lindt', REPO, n, 'letter.pdf', Buffer.from('Dear Ms Lindt'), text);
    await company.scene.settle();
  };

  it('waits among what needs somebody until its plan is sent, is listed with both axes, and closes with the letter', async () => {
    await company.scene.raise({ grade: 'major', raisedOn: '2027-04-01', external });
    await company.scene.raise({
      grade: 'concern',
      raisedOn: '2027-04-01',
      external: { ...external, stage: '1' },
      clauses: ['4.3'],
    });
    await company.scene.settle();
    await company.agree();
    const status = await statusOf(company.scene.deps.register, company.scene.now());
    expect(status.needsYou).toMatchObject([
      { display: 'NC-2027-001', waitsFor: 'sending', of: ['mara'], decideByDate: '2027-04-08' },
    ]);
    expect(status.nonconformities).toMatchObject({ minor: 0, major: 1, concern: 1 });
    await attach(1, '/sent 2027-04-02', '2027-04-02T10:00');
    await company.told(
      'priya-nair',
      1,
      '/changes the scope names the second site; risk R-7 is rated anew',
      '2027-04-03T10:00',
    );
    expect((await statusOf(company.scene.deps.register, company.scene.now())).needsYou).toEqual([]);
    company.scene.set('2027-07-01T08:00:00.000Z');
    await company.scene.settle();
    await company.told('elena-costa', 3, '/effective none since', '2027-07-10T08:00');
    company.scene.set('2028-04-01T08:00:00.000Z');
    await company.scene.settle();
    const later = await statusOf(company.scene.deps.register, company.scene.now());
    expect([later.late, later.needsYou]).toEqual([[], []]);
    const figures = await company.scene.deps.register.figures(company.scene.now(), company.scene.now());
    expect(figures.open.find((o) => o.state === 'external')).toMatchObject({ count: 1, overdue: 0 });
    const listed = await company.here.run('nc', 'list', '--external');
    expect(listed.out).toMatch(/NC-2027-001 +major +#1 +external .*TÜV Example: major, plan sent/);
    expect(listed.out).toMatch(/NC-2027-002 +concern +#2 .* {2}- {2,}- {2,}TÜV Example: concern, entered/);
    await attach(1, '/validated 2028-03-30', '2028-04-02T08:00');
    const shown = JSON.parse((await company.here.run('nc', 'show', 'NC-2027-001', '--json')).out);
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
    const [, concern] = JSON.parse((await company.here.run('nc', 'list', '--all', '--json')).out);
    expect(concern).toMatchObject({ grade: 'concern', resolve_due: null, external: { status: 'entered' } });
    expect(concern.extensions).toEqual({ asked: 0, given: 0, denied: 0, lapsed: 0 });
    expect((await company.here.run('nc', 'show', 'NC-2027-001')).out).toMatch(
      /external +TÜV Example, stage 2, major: validated[\s\S]*recorded that the certification body validated/,
    );
    expect((await company.scene.deps.register.verify()).ok).toBe(true);
  });
});
