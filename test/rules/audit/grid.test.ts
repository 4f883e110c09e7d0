import { describe, expect, it } from '@jest/globals';
import { type Covered, coverage } from '../../../rules/audit/coverage.ts';
import { auditProgrammeOf } from '../../../rules/audit/cycle.ts';
import { gridRows } from '../../../rules/audit/grid.ts';
import { proposedScope } from '../../../rules/audit/proposal.ts';
import { ROWS, ranges, readRows } from '../../../rules/audit/ranges.ts';
import { readScope } from '../../../rules/audit/scope.ts';
import { ANNEX_A, REQUIREMENTS } from '../../../rules/clauses.ts';
import type { AuditProgramme } from '../../../rules/programme.ts';
import { uncoveredLines } from '../../../rules/wording/coverage.ts';
import { berlin } from '../calendar/calendars.ts';
import { duty, months, programme } from '../programmes.ts';

const grid: AuditProgramme = {
  cycle: { from: '2026-09-12', years: 3 },
  keyControls: ['A.5.18', 'A.8.13'],
  yearly: [],
};
const audit = (on: string, rows: readonly string[], title = on): Covered => ({ title, on, rows: [...rows] });

describe('a scope as it is written', () => {
  it.each([
    ['4-6', '4.1–6.3'],
    ['7.5, 9.2.1 and 6.1.2 a', '6.1, 7.5, 9.2'],
    ['A.6', 'A.6.1–A.6.8'],
    ['A.5.1 - A.5.4; A.8.34', 'A.5.1–A.5.4, A.8.34'],
    ['A.5.1-4', 'A.5.1–A.5.4'],
    ['10.2 4.1 4.1', '4.1, 10.2'],
    ['a.5.36–A.6.1', 'A.5.36–A.6.1'],
    ['A.9.2.5, A.18.2.3', 'A.5.18, A.5.36, A.8.8'],
  ])('%s is %s', (text, shown) => {
    const read = readRows(text);
    expect('rows' in read && ranges(read.rows)).toBe(shown);
  });

  it.each(['A.5.38', '11', '4.5', 'A.9', 'everything', '10-A.5', 'A.5.9-A.5.1x', 'A.9.2.1-A.9.2.6'])(
    '%s names nothing',
    (text) => {
      expect(readRows(text)).toHaveProperty('unknown');
    },
  );

  it('may be the proposal, with more and less', () => {
    const proposed = ['4.1', '4.2', 'A.5.18'];
    expect(readScope('as proposed', proposed)).toEqual({ rows: proposed });
    expect(readScope('as proposed, A.6.3 without 4.2 because it moved', proposed)).toEqual({
      rows: ['4.1', 'A.5.18', 'A.6.3'],
    });
    expect(readScope('9.1', proposed)).toEqual({ rows: ['9.1'] });
    expect(readScope('as proposed and more', proposed)).toEqual({ unknown: 'more' });
  });
});

describe('the grid of the audit programme', () => {
  it('holds the 23 clauses and the 93 controls of the 2022 edition', () => {
    expect([REQUIREMENTS.length, ANNEX_A.length, ROWS.length]).toEqual([23, 93, 116]);
    expect([ANNEX_A[0], ANNEX_A.at(-1)]).toEqual(['A.5.1', 'A.8.34']);
  });

  it('without any audit lacks the clauses in each year, and all controls', () => {
    expect(coverage(grid, [], '2027-10-01')).toMatchObject([
      { rule: 'yearly', from: '2026-09-12', until: '2027-09-12', over: true, of: 23 },
      { rule: 'yearly', from: '2027-09-12', until: '2028-09-12', over: false, of: 23 },
      { rule: 'cycle', from: '2026-09-12', until: '2029-09-12', over: false, of: 93 },
    ]);
  });

  it('counts a clause in the year in which it was audited, the last day included and the next not', () => {
    const on = (day: string) => coverage(grid, [audit(day, ROWS)], '2027-09-12').filter((h) => h.rule === 'yearly');
    expect(on('2027-09-11')).toMatchObject([{ from: '2027-09-12' }]);
    expect(on('2027-09-12')).toMatchObject([{ from: '2026-09-12', over: true }]);
    expect(on('2026-09-11')).toHaveLength(2);
  });

  it('has all of Annex A within the cycle, and the next cycle begins anew', () => {
    const audits = [audit('2026-10-01', ANNEX_A.slice(0, 40)), audit('2028-10-01', ANNEX_A.slice(40))];
    const lacking = (day: string) => coverage(grid, audits, day).filter((h) => h.rule === 'cycle');
    expect(lacking('2029-09-11')).toEqual([]);
    expect(lacking('2029-09-12')).toMatchObject([{ from: '2029-09-12', of: 93 }]);
  });

  it('finds key controls that an audit left out, and what is audited yearly beside the clauses', () => {
    const holes = coverage({ ...grid, yearly: ['A.6.3'] }, [audit('2026-10-01', ['A.5.18'], 'H2')], '2026-11-01');
    expect(holes).toMatchObject([
      { rule: 'key', rows: ['A.8.13'], audit: 'H2', over: true },
      { rule: 'yearly', of: 24 },
      { rule: 'cycle', of: 92 },
    ]);
  });

  it('asks for everything before stage 2, and for nothing else before the first cycle', () => {
    const first = { ...grid, stage2: '2026-08-01' };
    expect(coverage(first, [audit('2026-06-01', REQUIREMENTS)], '2026-07-01')).toMatchObject([
      { rule: 'stage-2', until: '2026-08-01', rows: ANNEX_A, over: false },
    ]);
    expect(coverage(first, [audit('2026-08-01', ROWS)], '2026-08-02')).toMatchObject([{ rule: 'stage-2', over: true }]);
    expect(coverage(grid, [], '2026-07-01')).toEqual([]);
  });
});

describe('a scope that is proposed', () => {
  const half = duty({ id: 'audit', kind: 'internal-audit', first: '2026-12-01', every: months(6) });
  const background = {
    audit: grid,
    duty: half,
    duties: [half],
    calendar: berlin,
    found: [],
    treating: [],
    barred: [],
    covered: [] as Covered[],
  };

  it('is a share of the clauses of the year and of the controls of the cycle, with the key controls', () => {
    const { rows, key } = proposedScope({ ...background, period: '2026-12-01' });
    expect(key).toEqual(grid.keyControls);
    expect(rows.filter((row) => REQUIREMENTS.includes(row))).toEqual(REQUIREMENTS.slice(0, 12));
    expect(rows.filter((row) => ANNEX_A.includes(row))).toHaveLength(2 + Math.ceil(91 / 6));
  });

  it('taken again and again leaves no hole at the end of the cycle', () => {
    const covered: Covered[] = [];
    for (const period of ['2026-12-01', '2027-06-01', '2027-12-01', '2028-06-01', '2028-12-01', '2029-06-01'])
      covered.push(audit(period, proposedScope({ ...background, covered, period }).rows));
    expect(coverage(grid, covered, '2029-09-11')).toEqual([]);
    expect(Math.max(...covered.map(({ rows }) => rows.length))).toBeLessThan(35);
  });

  it('takes what nonconformities were raised against since it was last audited', () => {
    const found = [
      { rows: ['A.8.34'], on: '2026-10-01' },
      { rows: ['A.8.33'], on: '2026-09-20' },
    ];
    const covered = [audit('2026-09-25', ['A.8.33'])];
    const proposal = proposedScope({ ...background, period: '2026-12-01', found, covered });
    expect(proposal.found).toEqual(['A.8.34']);
    expect(proposal.rows).toContain('A.8.34');
    expect(proposal.rows).not.toContain('A.8.33');
  });

  it('takes the controls that treat risks until they were audited once since', () => {
    const treating = [
      { rows: ['A.8.34', 'X-3'], on: '2026-10-01' },
      { rows: ['A.8.33'], on: '2026-09-20' },
    ];
    const covered = [audit('2026-09-25', ['A.8.33', 'A.8.34'])];
    const proposal = proposedScope({ ...background, period: '2026-12-01', treating, covered });
    expect(proposal).toMatchObject({ treating: ['A.8.34'], found: [] });
    expect(proposal.rows).toContain('A.8.34');
    expect(proposal.rows).not.toContain('A.8.33');
    const both = { ...background, period: '2026-12-01', treating, found: treating, covered };
    expect(proposedScope(both)).toMatchObject({ treating: [], found: ['A.8.34'] });
    expect(proposedScope({ ...background, period: '2026-12-01', treating, barred: ['A.8.34'] }).rows).not.toContain(
      'A.8.34',
    );
  });

  it('takes neither what the audit itself found, nor what came after its date', () => {
    const covered = [audit('2026-09-25', ['A.8.33'])];
    const what = [
      { rows: ['A.8.33'], on: '2026-09-25' },
      { rows: ['A.8.34'], on: '2026-12-02' },
    ];
    const proposal = proposedScope({ ...background, period: '2026-12-01', found: what, treating: what, covered });
    expect(proposal).toMatchObject({ found: [], treating: [] });
  });

  it('takes its share beside what it takes for another reason', () => {
    const treating = [{ rows: ANNEX_A.slice(0, 12), on: '2026-10-01' }];
    const { rows } = proposedScope({ ...background, period: '2026-12-01', treating });
    expect(rows.filter((row) => ANNEX_A.includes(row))).toHaveLength(2 + 12 + Math.ceil((91 - 12) / 6));
  });

  it('leaves out what its auditor may not audit, key controls included', () => {
    const { rows } = proposedScope({ ...background, period: '2026-12-01', barred: ['4.1', 'A.5.18'] });
    expect(rows).not.toContain('4.1');
    expect(rows).not.toContain('A.5.18');
  });

  it('takes all that is left before stage 2 where no other audit comes before it', () => {
    const first = { ...grid, cycle: { from: '2027-06-01', years: 3 }, stage2: '2027-03-01' };
    const covered = [audit('2026-11-01', ANNEX_A)];
    const { rows } = proposedScope({ ...background, audit: first, period: '2026-12-01', covered });
    expect(rows.filter((row) => REQUIREMENTS.includes(row))).toEqual(REQUIREMENTS);
  });
});

describe('stage 2', () => {
  const certificate = { body: 'b', stage2: '2026-08-01', surveillance: [] };
  const lines = (of: Parameters<typeof auditProgrammeOf>[0]) =>
    uncoveredLines(programme([], of), berlin, [], '2026-07-01').join('\n');

  it('is the certificate’s where the audit programme names none, until that is decided', () => {
    expect(auditProgrammeOf({ audit: grid, certificate })?.stage2).toBe('2026-08-01');
    expect(auditProgrammeOf({ audit: { ...grid, stage2: '2026-07-30' }, certificate })?.stage2).toBe('2026-07-30');
    const decided = { ...certificate, decided: '2026-09-01', expires: '2029-08-31' };
    expect(auditProgrammeOf({ audit: grid, certificate: decided })).toEqual(grid);
    expect(auditProgrammeOf({ certificate })).toBeUndefined();
    expect(lines({ audit: grid, certificate })).toContain('to be audited by 31 Jul 2026');
    expect(lines({ audit: grid })).toBe('');
  });
});

describe('the grid as a table', () => {
  it('has each clause and control once, with its audits and what is missing', () => {
    const covered = [audit('2026-10-01', ['9.1', 'A.5.18'], 'H2')];
    const rows = gridRows(grid, covered, '2026-11-01');
    expect(rows.map((row) => row.clause)).toEqual(ROWS);
    const of = (clause: string) => rows.find((row) => row.clause === clause);
    expect(of('9.1')).toEqual({
      clause: '9.1',
      asked: 'each year',
      audits: 'H2 (2026-10-01)',
      last: '2026-10-01',
      missing: '',
    });
    expect(of('9.2')).toMatchObject({ audits: '', missing: 'not in the year to 2027-09-11 yet' });
    expect(of('A.8.13')).toMatchObject({
      asked: 'in the cycle, each time',
      missing: 'left out, though looked at each time: H2; not in the cycle to 2029-09-11 yet',
    });
  });

  it('is said in words, with the audits that are planned in the time that is left', () => {
    const half = duty({ id: 'audit', kind: 'internal-audit', first: '2026-12-01', every: months(6) });
    const made = programme([half], { audit: grid });
    const covered = [audit('2026-10-01', [...REQUIREMENTS.slice(3), 'A.5.18', 'A.8.13'], 'H2')];
    expect(uncoveredLines(made, berlin, covered, '2027-09-12')).toEqual([
      'not audited in the year to 11 Sep 2027: 4.1–4.3 (3 of 23)',
      'to be audited by 11 Sep 2028: 4.1–10.2 (23 of 23); 2 audits are planned by then',
      'to be audited by 11 Sep 2029: A.5.1–A.5.17, A.5.19–A.8.12, A.8.14–A.8.34 (91 of 93); 4 audits are planned by then',
    ]);
    const none = programme([], { audit: { ...grid, stage2: '2026-09-01' } });
    expect(uncoveredLines(none, berlin, covered.slice(1), '2026-08-31')).toEqual([
      'to be audited by 31 Aug 2026: 4.1–10.2, A.5.1–A.8.34 (116 of 116); no audit is planned by then',
    ]);
    expect(uncoveredLines(programme([half]), berlin, [], '2027-01-01')).toEqual([]);
  });
});
