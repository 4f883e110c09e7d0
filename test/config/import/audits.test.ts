import { describe, expect, it } from '@jest/globals';
import { coverage } from '../../../rules/audit/coverage.ts';
import { type Audit, coveredBy } from '../../../rules/audit/record.ts';
import { type Documented, rowsOf } from '../../../rules/documented.ts';
import { programmeOf, SAMPLE } from '../sample.ts';
import { importing } from './importing.ts';

const programme = programmeOf(SAMPLE);
const NOW = '2027-04-13T08:00:00.000Z';
const { recorded, mistakes } = importing(programme, 'person:mara (asserted)', NOW);
const rows = (all: Documented[]) => all.flatMap(rowsOf);

const AUDITS =
  'audit,scope,auditor,examined,findings,majors,reported,report\nInternal audit 2026,"4-10, A.5.1-A.5.18",Rita Prüferin,2026-11-20,3,1,2026-12-01,audit-2026.pdf\n';

describe('importing audits', () => {
  it('passes over what was planned and not held, as the records write it', () => {
    const all =
      'audit,state,due,missed,waived,scope,auditor,examined\nA,missed,2026-04-16,2026-05-01,,,sam,\nB,open,2027-04-16,,,,,\nC,reported,2026-10-16,,,4,sam,2026-10-01\n';
    expect(recorded('audits', all)).toMatchObject([{ title: { text: 'C' } }]);
    expect(mistakes('audits', all.replace('missed,2026-04', 'reported,2026-04'))).toEqual([
      expect.stringContaining('f.csv:2 scope: is missing'),
      expect.stringContaining('f.csv:2 examined: is missing'),
    ]);
  });

  const audit = { cycle: { from: '2026-05-01', years: 3 }, keyControls: ['A.8.13'], yearly: [] };

  it('counts in the grid; what is to be looked at each time could not be asked then', () => {
    const all = recorded('audits', AUDITS) as Audit[];
    const covered = coveredBy(all, programme.zone);
    expect(covered).toMatchObject([{ title: 'Internal audit 2026', on: '2026-11-20' }]);
    const holes = coverage(audit, covered, '2027-04-13');
    expect(holes.map(({ rule }) => rule)).toEqual(['cycle']);
    expect(holes[0]?.rows).not.toContain('A.5.18');
    expect(rows(all)).toMatchObject([
      { auditor: 'Rita Prüferin', findings: 3, majors: 1, checked: '', report: 'audit-2026.pdf' },
    ]);
  });

  it('counts no findings where the table says none, and has the day of the report as the table says it', () => {
    expect(rows(recorded('audits', AUDITS))).toMatchObject([{ examined: '2026-11-20', reported: '2026-12-01' }]);
    const bare = 'audit,scope,auditor,examined,findings\nA,4-10,sam,2026-01-01,\nB,4-10,sam,2026-01-02,2\n';
    expect(rows(recorded('audits', bare))).toMatchObject([
      { findings: '', majors: '' },
      { findings: 2, majors: '' },
    ]);
    expect(rows(recorded('audits', bare.replace('02,2', '02,0')))[1]).toMatchObject({ findings: 0 });
  });

  it('tells what cannot be', () => {
    expect(
      mistakes(
        'audits',
        'audit,scope,auditor,examined,findings,majors,reported\nA,A.9.1,sam,2026-01-01,1,2,\nB,4,sam,2026-01-02,,,2026-01-01\n',
      ),
    ).toEqual([
      'f.csv:2 scope: cannot be used (found "A.9.1"; allowed clauses and controls such as 4-10, 7.5, A.5, A.8.1-A.8.12)',
      'f.csv:2 majors: there are more than findings; these count all',
      'f.csv:3 reported: lies before the audit',
    ]);
  });
});
