import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { simulationPage } from '../../cli/simulation-page.ts';
import { type SimulationReport, simulationText } from '../../cli/simulation-text.ts';
import { type Desk, desk } from './desk.ts';

const report: SimulationReport = {
  ok: false,
  invariants: [
    { name: 'the log verifies', ok: true, detail: '12 events' },
    { name: 'comments stay within their budget', ok: false, detail: 'AR-7K2 has 9 comments; allowed: 7' },
  ],
  organisation: 'Muster <script>alert(1)</script> & Co',
  duties: 1,
  course: { owed: 4, onTime: 1, late: 1, missed: 1, waived: 1, open: 0 },
  tickets: 5,
  months: [
    { month: '2027-11', tickets: 3, byPerson: { sam: 2, mara: 1 } },
    { month: '2027-12', tickets: 0, byPerson: {} },
    { month: '2028-01', tickets: 2, byPerson: { sam: 2 } },
  ],
  peak: { month: '2027-11', tickets: 3 },
  people: [
    {
      person: 'sam',
      name: 'Sam <b>Okoro</b>',
      tickets: 4,
      busiest: { month: '2027-11', tickets: 2 },
      decisions: 0,
      messages: 7,
    },
    { person: 'mara', name: 'Mara Lindt', tickets: 1, decisions: 3, messages: 2 },
  ],
  nonconformities: { raised: 1, minor: 1, major: 0, turnedMajor: 0, pastDeadline: 0, ineffective: 0, closed: 1 },
  escalations: { assignee: 3, verifier: 2, manager: 1, lead: 1, top: 0 },
  comments: 9,
  messages: 9,
  clauses: [
    {
      clause: 'A.5.18',
      duties: [{ id: 'access', title: 'Access <i>review</i>' }],
      ...{ onEvents: false, owed: 4, onTime: 1, late: 1, missed: 1, waived: 1, open: 0 },
    },
    {
      clause: 'A.5.25',
      duties: [{ id: 'incident', title: 'Incident' }],
      ...{ onEvents: true, owed: 0, onTime: 0, late: 0, missed: 0, waived: 0, open: 0 },
    },
    {
      clause: 'A.5.36',
      duties: ['audit', 'audit-of-stage-2'].map((id) => ({ id, title: 'Audit' })),
      ...{ onEvents: false, owed: 0, onTime: 0, late: 0, missed: 0, waived: 0, open: 0 },
    },
  ],
  named: {
    clauses: ['9.1'],
    otherwise: [{ clause: '10.2', by: 'nonconformities' }],
    leftOut: ['4.1'],
    controls: { named: ['A.5.18'], of: 93 },
  },
  auditor: [
    {
      finding: 'A.5.18 Access <i>review</i>: 5 of 9 missed',
      about: ['2026 Q1', '2026 Q2', '2026 Q3', '2026 Q4', '2027 Q1'],
    },
    { finding: '2 items of evidence linked, not kept', about: [] },
  ],
  from: '2027-11-01',
  years: 1,
  staff: 'realistic',
  seed: 3,
  activities: 77,
  seconds: 8.4,
};

describe('the report of a simulation', () => {
  it('says in text what was asked of whom, how it went, and which rule did not hold', () => {
    const text = simulationText(report);
    expect(text).toContain('Owed         4   1 on time, 1 late, 1 missed, 1 waived, 0 open');
    expect(text).toMatch(/2027 {2} \. {3}\. .* 3 {3}0\n2028 {3}2/);
    expect(text).toContain('  A.5.18: 1 of 4 missed');
    expect(text).toContain('Rules held   1 of 2');
    expect(text).toContain('  ✗ comments stay within their budget: AR-7K2 has 9 comments; allowed: 7');
  });

  it('claims no clause and no control that no duty names: by what another is shown, which are left out, and how many controls', () => {
    for (const said of [simulationText(report), simulationPage(report)]) {
      expect(said).toContain('1 of the 3 clauses with requirements, 4.1 to 10.2, are named by a duty');
      expect(said).toContain('10.2 is shown by nonconformities');
      expect(said).toContain('Left out, with nothing that shows it: 4.1');
      expect(said).toContain('1 of the 93 controls of Annex A are named by a duty');
      expect(said).toContain('the statement of applicability says');
    }
  });

  it('names four of what a finding is about and counts the rest; the page names all', () => {
    const four = 'review</i>: 5 of 9 missed (2026 Q1, 2026 Q2, 2026 Q3, 2026 Q4 and 1 more)\n';
    expect(simulationText(report)).toContain(four);
    expect(simulationText(report)).toContain('  - 2 items of evidence linked, not kept\n');
    expect(simulationPage(report)).toContain('5 of 9 missed (2026 Q1, 2026 Q2, 2026 Q3, 2026 Q4 and 2027 Q1)</li>');
  });

  it('says under each heading of the page what its figures count, with all tickets and how many a month', () => {
    const page = simulationPage(report);
    const headings = [...page.matchAll(/<h2>([^<]*)<\/h2>(<p class="quiet">)?/g)];
    expect(headings.filter(([, , said]) => !said).map(([, heading]) => heading)).toEqual([]);
    expect(page).toContain('5 tickets, 0.4 a month; most in 2027-11: 3.');
  });

  it('keeps what the engine wrote apart from whom it chased', () => {
    const chased = /<h2>Chased<\/h2>.*?<h2>/.exec(simulationPage(report))?.[0];
    expect(chased).toContain('verifier');
    expect(chased).not.toMatch(/<dt>(comments|messages)/);
  });

  it('is one page that needs nothing else, with all that comes from outside escaped', () => {
    const page = simulationPage(report);
    expect(page).toMatch(/^<!doctype html><html lang="en">/);
    expect(page).not.toMatch(/<script|<b>|<i>|src=|href=|@import|url\(/);
    expect(page).toContain('Muster &lt;script');
    expect(page).toContain('Sam &lt;b');
    expect(page).toContain('A.5.18 Access &lt;i');
    expect(page).toContain('width: 67%');
  });
});

describe('the clauses of the page', () => {
  const rows = [...simulationPage(report).matchAll(/<tr><td>A\.5\.18.*?<\/tr>/g)].map(([row]) => row);

  it('name duties by title, and have figures that add up to what was owed', () => {
    expect(rows).toHaveLength(1);
    expect(rows[0]).toContain('Access &lt;i');
    const [owed, ...went] = [...(rows[0] ?? '').matchAll(/<td class="n">(\d+)<\/td>/g)].map(([, n]) => Number(n));
    expect(went).toHaveLength(5);
    expect(went.reduce((all, n) => all + n, 0)).toBe(owed);
  });

  it('say why nothing was owed: it falls due later, or begins when something happens, which nobody plays', () => {
    const page = simulationPage(report);
    expect(page).toMatch(
      /A\.5\.25<\/td><td[^>]*>Incident<\/td><td[^>]*>owed only when something happens, which is not played</,
    );
    expect(page).toMatch(/A\.5\.36<\/td><td[^>]*>Audit<\/td><td[^>]*>not due in this time</);
    expect(simulationText(report)).toContain('  A.5.25: owed only when something happens, which is not played\n');
    for (const said of [page, simulationText(report)])
      expect(said).toContain(
        'incidents, changes, people who join, move, or leave, and findings of the certification body',
      );
  });

  it('say what their columns count', () => {
    expect(simulationPage(report)).toContain('Owed is on time, late, missed, waived, and open together');
  });
});

describe('simulate', () => {
  let here: Desk;
  beforeEach(() => {
    here = desk();
  });
  afterEach(() => here.end());

  const example = readFileSync(join(import.meta.dirname, '../../examples/starter.yaml'), 'utf8');

  it.each([
    [
      'a day that does not exist',
      ['--from', '2027-02-31'],
      '--from: found "2027-02-31"; write a date such as 2027-01-04',
    ],
    ['years beyond what a certificate lasts', ['--years', '11'], 'whole numbers from 1 to 10'],
    ['a staff that nobody has', ['--staff', 'lazy'], 'Allowed choices are punctual, realistic, negligent'],
    ['a seed that is no number', ['--seed', 'x'], 'whole numbers from 0'],
    ['a page where there is no folder', ['--html', 'no/page.html'], 'no/page.html cannot be written'],
    ['a file that is a folder', ['--json', '.'], '. cannot be written: it is a folder. Name another file.'],
    ['one file for two', ['--html', 'years', '--json', './years'], '--html and --json both name years'],
    ['a programme that is not there', ['--programme', 'no.yaml'], 'no.yaml does not exist'],
  ])('refuses %s', async (_, args, said) => {
    here.write('isms.yaml', example);
    const { code, err } = await here.run('simulate', ...args);
    expect(code).toBe(1);
    expect(err).toContain(said);
  });

  it('ends when it is told to while it plays, and leaves nothing', async () => {
    here.write('isms.yaml', example);
    const before = await here.traces();
    const { pid, says, ended } = here.start(['simulate', '--html', 'page.html']);
    await says('tickets so far');
    process.kill(pid, 'SIGTERM');
    const { code, out, err } = await ended;
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/\nStopped\. Nothing was written\.\n$/);
    expect(await here.traces()).toEqual(before);
  });
});
