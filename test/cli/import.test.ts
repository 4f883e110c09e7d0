import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { importTable } from '../../activities/import.ts';
import { currentProgramme } from '../../activities/organisation.ts';
import { importables } from '../../config/import/all.ts';
import { dayFrom } from './company.ts';
import { type Desk, desk } from './desk.ts';
import { type Scene, setScene } from './scene.ts';

/** Far enough ahead that nothing opens, and near enough to be foreseen. */
const DUE = dayFrom(new Date(), 400);
const DUTIES = `
  assessing: { kind: risk-assessment, title: Risks, ask: Assess., clause: 8.2, process: access, owner: mara, first: 2037-05-14 }
  treating: { kind: risk-treatment, title: Treatment, ask: Tell., clause: 8.3, process: access, owner: mara, first: 2037-05-14 }
  policy: { kind: document-review, title: Policy, ask: Review., clause: 5.2, process: access, owner: sam, verifier: mara, first: 2037-05-14 }
  suppliers: { kind: review, title: Suppliers, ask: Review., clause: A.5.22, process: access, owner: sam, first: ${DUE}, shift: none, subjects: { hoster: { title: Hoster, owner: priya }, payroll: { title: Payroll } } }
risk_criteria: { consequence: 5, likelihood: 5, acceptable: 8 }
`;
const RISKS = 'id,title,owner,consequence,likelihood\nR-1,Laptop theft,sam,4,3\nR-2,Fire,priya,,\n';

let here: Desk;
let scene: Scene;

beforeAll(async () => {
  here = desk();
  await here.run('init', '--yes');
  scene = await setScene(join(here.folder, '.dutybound'), '2027-04-01T08:00:00.000Z');
  await scene.apply(DUTIES);
});
afterAll(async () => {
  await scene.close();
  here.end();
});

const brought = async (text: string) => {
  const { statement } = importables;
  const current = await currentProgramme(scene.deps.register);
  if (!statement || !current) throw new Error('nothing can be imported');
  const importing = { programme: current.programme, actor: 'person:mara', now: scene.now() };
  await importTable(scene.deps.register, statement, { name: 'soa.csv', text }, importing);
};
const sequence = async () => (await scene.deps.register.head()).sequence;

describe('import', () => {
  it('writes nothing unless all is right, and tells every mistake', async () => {
    here.write('bad.csv', RISKS.replace('sam', 'samm').replace('R-2', 'R-1'));
    const before = await sequence();
    const { code, err } = await here.run('import', 'risks', 'bad.csv');
    expect({ code, err: err.trim() }).toEqual({
      code: 1,
      err: [
        'bad.csv:2 owner: cannot be used (found "samm"; allowed sam, mara, priya, elena)',
        'bad.csv:3 id: stands in line 2 already (found "R-1")',
        '2 mistakes; nothing was imported.',
      ].join('\n'),
    });
    expect(await sequence()).toBe(before);
  });

  it('brings a table along once, whoever does it again; the records show it, and the log verifies', async () => {
    here.write('risks.csv', RISKS);
    const first = await here.run('import', 'risks', 'risks.csv', '--as', 'mara');
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('2 lines of risks.csv: 3 events recorded.') });
    const before = await sequence();
    const again = await here.run('import', 'risks', 'risks.csv', '--json');
    expect(JSON.parse(again.out)).toEqual({ lines: 2, recorded: 0 });
    expect(await sequence()).toBe(before);
    const { rows } = JSON.parse((await here.run('records', 'risk', '--json')).out);
    expect(rows).toMatchObject([
      { id: 'R-1', owner: 'sam', standing: 'unacceptable', level: 12, limit: 8, criteria: '5x5/8' },
      { id: 'R-2', owner: 'priya', standing: 'unrated' },
    ]);
    for (const { brought_along } of rows)
      expect(brought_along).toMatch(/^risks\.csv, sha256 [0-9a-f]{64}, by person:mara /);
    const [event] = await scene.deps.register.events({ stream: 'documented/risk/R-1', after: 0, limit: 1 });
    expect(event?.actor).toMatch(/^person:mara \(asserted at the command line by /);
    expect((await here.run('verify')).code).toBe(0);
  });

  it('says of a table without lines that it has none', async () => {
    here.write('none.csv', 'id,title,owner\n');
    const { code, out } = await here.run('import', 'risks', 'none.csv');
    expect({ code, out: out.trim() }).toEqual({
      code: 0,
      out: 'none.csv has a header and no lines: nothing was recorded.',
    });
  });

  it('keeps the statement of applicability by version: as it stood on a day, and what changed since', async () => {
    const soa = 'control,included,reason,status\nA.5.1,yes,policies,implemented\nA.7.4,no,no site,\n';
    scene.set('2027-04-02T08:00:00.000Z');
    await brought(soa);
    scene.set('2027-06-02T08:00:00.000Z');
    await brought(soa.replace('no,no site,', 'yes,an office since May,planned'));
    const json = async (...more: string[]) => JSON.parse((await here.run('statement', '--json', ...more)).out);
    expect(await json()).toMatchObject({
      version: 2,
      rows: [{ control: 'A.5.1', since_version: 1 }, { included: true }],
    });
    expect(await json('--on', '2027-05-01')).toMatchObject({
      version: 1,
      rows: [{}, { control: 'A.7.4', included: false }],
    });
    expect(await json('--since', '2027-05-01')).toMatchObject({
      version: 2,
      before: 1,
      rows: [{ control: 'A.7.4', reason_before: 'no site', reason: 'an office since May' }],
    });
    expect((await here.run('statement', '--since', '2027-02-31')).err).toContain('--since: found "2027-02-31"');
  });

  it('says of the statement how far the log is in it, and how many controls of the annex have no entry', async () => {
    const { out, err } = await here.run('statement');
    expect(out).toMatch(
      /^Version 2 · Source: .* · filter: as it stands · 2 lines · events 1 to \d+, head [0-9a-f]{12}/m,
    );
    expect(err).toMatch(/^91 of 93 controls of Annex A have no entry yet \(A\.5\.2, .*\)\.\n.*import statement FILE/);
    expect(JSON.parse((await here.run('statement', '--json')).out).lacking).toHaveLength(91);
  });

  it('says that nothing changed in the statement since a day, and names no version that there was not', async () => {
    const same = await here.run('statement', '--since', '2027-07-01');
    expect(same.out).toMatch(/^Nothing changed since 2027-07-01: version 2 was in force then, and is now\.\n/);
    const first = await here.run('statement', '--since', '2027-01-01');
    expect(first.out).toContain('Version 2, against the time before its first version');
    expect((await here.run('statement', '--on', '2027-01-01')).out).toMatch(
      /^There was no statement of applicability by 2027-01-01/,
    );
  });

  it('shows the story of one risk', async () => {
    const { out } = await here.run('show', 'R-1');
    expect(out).toContain('R-1  Laptop theft');
    expect(out).toContain('brought its rating along: 12 (4 × 3), of at most 8; rated by whom the file does not say');
  });

  it('brings versions of documents along, and reads the table that it writes of them', async () => {
    const columns = 'approved;approver;location;version;document';
    here.write('documents.csv', `${columns}\n2026-03-02;Elena Costa;https://wiki.example.com/policy;2.1;policy\n`);
    const first = await here.run('import', 'documents', 'documents.csv', '--as', 'mara');
    expect(first.out).toContain('1 line of documents.csv: 1 event recorded.');
    const written = await here.run('records', 'document', '--csv');
    here.write('written.csv', written.out);
    expect(JSON.parse((await here.run('import', 'documents', 'written.csv', '--json')).out)).toEqual({
      lines: 1,
      recorded: 0,
    });
    const hash = createHash('sha256').update(here.read('documents.csv')).digest('hex');
    const [row] = JSON.parse((await here.run('records', 'document', '--json')).out).rows;
    expect(row).toMatchObject({ document: 'policy', version: '2.1', approver: 'elena', approved: '2026-03-02' });
    expect(row.brought_along).toMatch(
      new RegExp(`^documents.csv, sha256 ${hash}, by person:mara \\(asserted at the command line by `),
    );
    const engine = JSON.parse((await here.run('records', 'engine', '--json')).out).rows;
    expect(engine.at(-1)).toMatchObject({
      kind: 'imported',
      detail: `file documents.csv; hash ${hash}; lines 1; noun document; recorded 1`,
    });
    expect((await here.run('verify')).code).toBe(0);
  });

  it('brings trainings along, which count as competence; subjects are listed also before anything was done', async () => {
    here.write(
      'trained.csv',
      'person,campaign,acknowledged,title,expires\nsam,iso,2026-03-02,ISO 27001 course,2027-03-31\n',
    );
    await here.run('import', 'acknowledgements', 'trained.csv');
    expect(JSON.parse((await here.run('records', 'competence', '--json')).out).rows).toMatchObject([
      { person: 'sam', what: 'iso', since: '2026-03-02', until: '2027-03-31', due_again: '2027-03-31' },
    ]);
    expect(JSON.parse((await here.run('records', 'subjects', '--json')).out).rows).toMatchObject([
      { duty: 'suppliers', subject: 'hoster', title: 'Hoster', owner: 'priya', due: DUE, last_done: '' },
      { subject: 'payroll', owner: 'sam' },
    ]);
  });

  it('says what it can import, and with which columns', async () => {
    const { out } = await here.run('import', '--help');
    expect(out).toContain('risks            id,title,owner[,scope][,consequence][,likelihood][,because]');
    expect((await here.run('import', 'whims', 'risks.csv')).err).toContain('Allowed choices are risks, statement');
    for (const [what, where] of [
      ['suppliers', 'under its subjects in isms.yaml'],
      ['supplier', 'under its subjects in isms.yaml'],
      ['competence', 'under people in isms.yaml'],
      ['requests', 'dutybound request FILE'],
    ] as const)
      expect((await here.run('import', what, 'risks.csv')).err).toContain(where);
  });
});
