import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importTable } from '../../activities/import.ts';
import { currentProgramme } from '../../activities/organisation.ts';
import { importables } from '../../config/import/all.ts';
import { dayFrom } from './company.ts';
import { type Desk, desk } from './desk.ts';
import { type Scene, setScene } from './scene.ts';

const FAR = `
  review: { kind: review, title: Review, ask: Review., clause: 9.1, process: access, owner: sam, verifier: mara, first: 2097-05-14 }`;
const NOW = new Date();
const ago = (days: number) => dayFrom(NOW, -days);
const TABLE = `raised_on;nonconformity;own_grade;title;nature;clauses;process;owner;cause;closed;effectiveness;effectiveness_by
${ago(10)};17;minor;leavers kept access;Two of nine kept access.;A.5.18;access;sam;;;;
${ago(200)};16;minor;no log of joiners;Nobody kept a log.;A.5.16 A.5.17;access;;nobody was asked;;;
${ago(90)};15;minor;shared account;An account was shared.;A.5.18;access;sam;a licence was saved;${ago(30)};effective;Jana Klein
${ago(400)};14;major;no backups;Nothing was backed up.;A.8.13;access;sam;;${ago(380)};;
`;

/** Columns that are the same wherever it is brought along. */
const STAYING = [
  ...['title', 'nature', 'clauses', 'own_grade', 'grade', 'owner', 'plan_due', 'resolve_due', 'cause', 'closed'],
  'became_major',
];

/** A company of its own, into which nothing was brought yet. */
async function moveIn(): Promise<{ here: Desk; scene: Scene }> {
  const here = desk();
  await here.run('init', '--yes');
  const scene = await setScene(join(here.folder, '.dutybound'), new Date().toISOString());
  await scene.apply(FAR);
  return { here, scene };
}

let here: Desk;
let scene: Scene;

beforeAll(async () => {
  ({ here, scene } = await moveIn());
  here.write('nc.csv', TABLE);
});
afterAll(async () => {
  await scene.close();
  here.end();
});

const sequence = async () => (await scene.deps.register.head()).sequence;
const rowsAt = async (place: Desk) => JSON.parse((await place.run('records', 'nonconformities', '--json')).out).rows;
const titles = () => scene.sandbox.store.repositories.flatMap((r) => [...r.tickets.values()]).map(({ title }) => title);

describe('import nonconformities', () => {
  it('says first what it leads to, and writes nothing without a yes', async () => {
    const before = await sequence();
    expect((await here.run('import', 'nonconformities', 'nc.csv')).err).toContain('--as is missing');
    const { code, err } = await here.run('import', 'nonconformities', 'nc.csv', '--as', 'mara');
    expect(code).toBe(3);
    expect(err).toContain('3 tickets will open:\n  17 “leavers kept access” (minor, Sam Okoro): plan by ');
    expect(err).toMatch(
      /16 “no log of joiners” \(minor, Priya Nair\): was to be resolved by .*; it becomes MAJOR as it is entered/,
    );
    expect(err).toMatch(/Three minors on Access management: are they a major\? asks Mara Lindt/);
    expect(err).not.toContain('15 “');
    const { err: refused } = await here.run(
      'import',
      'nonconformities',
      'nc.csv',
      '--as',
      'mara',
      '--open',
      '1',
      '--yes',
    );
    expect(refused).toContain('3 tickets would open at once; without consent at most 1. Agree with --open 3.');
    expect(await sequence()).toBe(before);
  });

  it('agreed to another thing, or by nobody of the programme, nothing is written either', async () => {
    const { register } = scene.deps;
    const before = await sequence();
    const current = await currentProgramme(register);
    const { nonconformities } = importables;
    if (!current || !nonconformities) throw new Error('there is no programme, or nothing to import');
    const bring = (actor: string, agreed: string[]) => {
      const importing = { programme: current.programme, actor, now: NOW.toISOString(), agreed };
      return importTable(register, nonconformities, { name: 'nc.csv', text: TABLE }, importing);
    };
    expect(await bring('person:mara', ['17 “leavers kept access”'])).toMatchObject({ toAgree: { tickets: 3 } });
    await expect(bring('root@host', [])).rejects.toThrow('Say who brings them along, with --as');
    expect(await sequence()).toBe(before);
  });

  it('with a yes it is done: what is open has its ticket and its clock, the overdue minor is major', async () => {
    here.answers.push('y');
    const { code, out } = await here.run('import', 'nonconformities', 'nc.csv', '--as', 'mara');
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringMatching(/^4 lines of nc\.csv: 9 events recorded; 3 tickets open when dutybound up runs\.$/),
    });
    await scene.goesOn();
    expect(titles()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^NC-\d{4}-003 \(minor\): leavers kept access$/),
        expect.stringMatching(/^NC-\d{4}-004 \(major\): no log of joiners$/),
      ]),
    );
    expect(titles().some((title) => title.includes('shared account'))).toBe(false);
    expect(await rowsAt(here)).toMatchObject([
      {
        formerly: '15',
        own_grade: 'minor',
        grade: 'minor',
        step: 'closed',
        closed: ago(30),
        plan_due: '',
        resolve_due: '',
        effectiveness: 'effective',
        effectiveness_by: 'Jana Klein',
        cause: 'a licence was saved',
      },
      { formerly: '14', own_grade: 'major', grade: 'major', became_major: '', step: 'closed' },
      { formerly: '17', raised_on: ago(10), raised_by: '', step: 'correction', grade: 'minor' },
      { formerly: '16', own_grade: 'minor', grade: 'major', rule: 'nc.minor.entered-late', clauses: 'A.5.16 A.5.17' },
    ]);
    for (const { brought_along } of await rowsAt(here))
      expect(brought_along).toMatch(/^nc\.csv, sha256 [0-9a-f]{64}, by person:mara/);
    expect((await here.run('verify')).code).toBe(0);
  });

  it('the same file again, and the table that records writes, add nothing', async () => {
    const before = await sequence();
    const again = await here.run('import', 'nonconformities', 'nc.csv', '--as', 'mara', '--json');
    expect(JSON.parse(again.out)).toEqual({ lines: 4, recorded: 0 });
    here.write('written.csv', (await here.run('records', 'nonconformities', '--csv')).out);
    const written = await here.run('import', 'nonconformities', 'written.csv', '--as', 'mara', '--json');
    expect({ ...JSON.parse(written.out), err: written.err }).toEqual({ lines: 4, recorded: 0, err: '' });
    expect(await sequence()).toBe(before);
  });

  it('the table brings the same along elsewhere: what is major already does not turn major once more', async () => {
    const there = await moveIn();
    try {
      there.here.write('written.csv', (await here.run('records', 'nonconformities', '--csv')).out);
      const { code, err } = await there.here.run('import', 'nonconformities', 'written.csv', '--as', 'elena', '--yes');
      expect({ code, err }).toEqual({ code: 0, err: expect.not.stringContaining('becomes MAJOR') });
      const told = (row: Record<string, unknown>) => JSON.stringify(STAYING.map((column) => row[column]));
      expect((await rowsAt(there.here)).map(told).sort()).toEqual((await rowsAt(here)).map(told).sort());
      expect((await there.here.run('verify')).code).toBe(0);
    } finally {
      await there.scene.close();
      there.here.end();
    }
  });
});
