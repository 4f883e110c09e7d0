import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { tableOf } from '../../activities/tables.ts';
import { textOf } from '../../rules/event.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import { REPO, REVIEW } from './company.ts';
import { type Desk, desk } from './desk.ts';
import { type Scene, setScene } from './scene.ts';

let here: Desk;
let scene: Scene;

/** Three periods: done in time by somebody whose name a spreadsheet would take for a formula, done late, missed. */
beforeAll(async () => {
  here = desk();
  await here.run('init', '--yes');
  scene = await setScene(join(here.folder, '.dutybound'), '2027-04-01T08:00:00.000Z');
  await scene.apply(REVIEW);
  await scene.settle();
  await handIn(1, '2027-04-12');
  await at('2027-07-01');
  await handIn(2, '2027-07-20');
  await at('2027-10-03');
  scene.says('elena-costa', 3, '/done');
  await at('2027-10-05');
  for (const words of ['/help', '/wiave', '/extend tomorrow']) scene.says('sam-okoro', 3, words);
  await at('2027-10-06');
  await at('2027-11-03');
  scene.says('priya-nair', 4, '/cause nobody had the time');
  await at('2027-11-04');
});
afterAll(async () => {
  await scene.close();
  here.end();
});

async function at(day: string): Promise<void> {
  scene.set(`${day}T08:00:00.000Z`);
  await scene.settle();
}

async function handIn(ticket: number, day: string): Promise<void> {
  scene.set(`${day}T08:00:00.000Z`);
  scene.sandbox.act.attach('sam-okoro', REPO, ticket, 'export.csv', Buffer.from('user,role\n'));
  scene.sandbox.act.close('sam-okoro', REPO, ticket, 'completed');
  await scene.settle();
  scene.says('mara-lindt', ticket, '/accept');
  await scene.settle();
}

async function json(name: string) {
  const { out, code } = await here.run('records', name, '--json');
  expect(code).toBe(0);
  return JSON.parse(out) as {
    source: string;
    filter: string;
    rows: Record<string, unknown>[];
    through: { sequence: number };
  };
}

describe('records', () => {
  it('lists its tables, each with what it answers', async () => {
    const { out } = await here.run('records');
    for (const name of ['ledger', 'late', 'nonconformities', 'programme', 'engine', 'refused', 'measurement'])
      expect(out).toMatch(new RegExp(`^${name} +\\S`, 'm'));
    // In words, and not the name of the record again.
    for (const line of out.trim().split('\n')) expect(line).toMatch(/^\S+ +\S+( \S+){5}/);
  });

  it('shows each planned interval in exactly one state, with its dates and people', async () => {
    const { rows, source, through } = await json('ledger');
    expect(source).toBe('occurrences and their tasks');
    expect(through.sequence).toBe((await scene.deps.register.head()).sequence);
    expect(rows).toMatchObject([
      {
        period: '2027-04-16',
        state: 'done',
        days_late: '',
        done_by: 'sam',
        verified_by: 'mara',
        version: 1,
        due: '2027-04-16',
      },
      { period: '2027-07-16', state: 'late', days_late: 4, handed_in: '2027-07-20T08:00:00.000Z' },
      {
        period: '2027-10-16',
        state: 'missed',
        due: '2027-10-18',
        hard_limit: '2027-11-01',
        nonconformity: expect.stringMatching(/\S/),
      },
    ]);
    expect(rows.map((r) => r.opened)).toEqual(rows.map(() => expect.stringMatching(/^2027-/)));
  });

  it('shows times to people as clocks in the organisation’s zone show them, and in UTC to programs', async () => {
    const { out } = await here.run('records', 'ledger');
    expect(out).toMatch(/^access-review .* 2027-07-20 10:00:00 /m);
    expect(out).not.toMatch(/T\d\d:/);
    expect(out.trimEnd()).toMatch(/^Source: occurrences and their tasks · .* · times in Europe\/Berlin$/m);
    expect((await here.run('records', 'ledger', '--csv')).out).toContain('2027-07-20T08:00:00.000Z');
  });

  it('shows what was late or missed, and its nonconformity', async () => {
    const { rows } = await json('late');
    expect(rows.map((r) => r.state)).toEqual(['late', 'missed']);
    expect(rows[0]).toMatchObject({ nonconformity: '', root_cause: '' });
    expect(rows[1]).toMatchObject({ nonconformity: 'NC-2027-001', root_cause: 'nobody had the time' });
    const [raised] = await scene.deps.register.loadRows<NonconformityState>('nonconformity', {}, { limit: 1 });
    expect(textOf(raised?.state.terms.nature)).toMatch(/was not done by .*\.$/);
    expect(textOf(raised?.state.terms.nature)).not.toContain('Open beside it');
    const [nc] = (await json('nonconformities')).rows;
    expect(nc).toMatchObject({
      nonconformity: 'NC-2027-001',
      source: 'missed',
      grade: 'minor',
      clauses: 'A.5.18',
      closed: '',
    });
  });

  it('shows versions, the engine itself, and commands that counted for nothing', async () => {
    expect((await json('programme')).rows).toMatchObject([{ version: 1, by: 'mara@desk' }]);
    expect((await json('engine')).rows.map((r) => r.kind)).toContain('downtime');
    expect((await json('refused')).rows[0]).toMatchObject({ why: 'may not done', by: 'person:elena' });
  });

  it('names who wrote what counted for nothing, and in which record; asking for help is no such word', async () => {
    const { rows } = await json('refused');
    const task = { record: expect.stringMatching(/^AR-/), stream: expect.stringMatching(/^task\//) };
    expect(rows).toMatchObject([
      { ...task, by: 'person:elena' },
      { ...task, by: 'person:sam', why: 'wiave is no command' },
      { ...task, by: 'person:sam', why: expect.stringContaining('it needs a date') },
    ]);
  });

  it('as CSV has the same lines, and says on standard error where they come from', async () => {
    const { out, err } = await here.run('records', 'ledger', '--csv');
    const lines: Record<string, string>[] = parse(out, { columns: true });
    expect(lines.map((l) => l.state)).toEqual(['done', 'late', 'missed']);
    expect(err).toMatch(
      /^Source: occurrences and their tasks · filter: all · 3 lines · events 1 to \d+, head [0-9a-f]{12}/,
    );
  });

  it('as text leaves out columns that are empty everywhere', async () => {
    const { out } = await here.run('records', 'late');
    expect(out).toContain('days_late');
    expect(out).not.toContain('subject');
    expect(out).toContain('2 lines');
  });

  it('names the tables where one is asked for that there is not', async () => {
    const { code, err } = await here.run('records', 'risks-of-mine');
    expect(code).toBe(1);
    expect(err).toContain('ledger');
  });
});

describe('records disposal', () => {
  it('names what has been kept long enough, and what a legal hold keeps all the same', async () => {
    const { register } = scene.deps;
    const kept = async (now: string) => (await tableOf(register, 'disposal', now)).rows.map(({ record }) => record);
    const all = await kept('2033-07-20T10:00:00.000Z');
    expect(all).toHaveLength(2);
    expect(await kept('2033-04-12T10:00:00.000Z')).toEqual(all.slice(0, 1));
    expect(await kept('2033-04-11T10:00:00.000Z')).toEqual([]);
    await scene.apply(`${REVIEW}\nretention: { holds: [{ record: "#2", because: a lawsuit }] }`);
    expect((await tableOf(register, 'disposal', '2033-07-20T10:00:00.000Z')).rows).toMatchObject([
      { class: 'work', title: 'Access review, 2027 Q2', ended: '2027-04-12', keep_until: '2033-04-12', held: '' },
      { ended: '2027-07-20', held: 'a lawsuit' },
    ]);
  });
});
