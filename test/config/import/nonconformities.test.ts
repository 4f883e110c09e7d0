import { describe, expect, it } from '@jest/globals';
import { importables } from '../../../config/import/all.ts';
import { formatTableMistakes } from '../../../config/import/table.ts';
import { calendarOf } from '../../../rules/calendar/working-day.ts';
import { broughtKey } from '../../../rules/keys.ts';
import { bring } from '../../../rules/nonconformity/bring.ts';
import { evolveNonconformity } from '../../../rules/nonconformity/evolve.ts';
import type { NonconformityState } from '../../../rules/nonconformity/state.ts';
import { programmeOf, SAMPLE } from '../sample.ts';

const programme = programmeOf(SAMPLE);
const calendar = calendarOf(programme, []);
const now = '2027-04-13T08:00:00.000Z';
const actor = 'person:mara (asserted)';
const plan = (text: string, nonconformities: NonconformityState[] = []) => {
  const context = { programme, calendar, known: [], nonconformities, actor, now };
  const planned = importables.nonconformities?.plan({ name: 'nc.csv', text }, context);
  if (!planned) throw new Error('nonconformities cannot be imported');
  return planned;
};
const mistakes = (text: string, known?: NonconformityState[]) => {
  const planned = plan(text, known);
  return 'mistakes' in planned ? formatTableMistakes('f.csv', planned.mistakes).split('\n') : [];
};
const brought = (text: string) => {
  const planned = plan(text);
  if ('mistakes' in planned) throw new Error(formatTableMistakes('f.csv', planned.mistakes));
  return planned.nonconformities ?? [];
};
const entered = (text: string) =>
  brought(text).flatMap((one) => {
    const org = { programme, calendar, accounts: [], self: {} };
    const raising = { key: broughtKey('example', one.brought.number), display: 'NC-2027-001', org, version: 1, now };
    const state = bring(raising, one, { by: 'mara', actor }).reduce<NonconformityState | undefined>(
      evolveNonconformity,
      undefined,
    );
    return state ? [state] : [];
  });

const HEADER = 'nonconformity,title,nature,process,clauses,own_grade,raised_on';
const OPEN = `${HEADER},owner,resolve_due,cause\n12/2026,leavers,Two of nine kept access.,Access,"A.5.18, 6.1.2 a",minor,2027-03-01,Sam Okoro,2027-04-30,no list\n`;

describe('importing nonconformities', () => {
  it('reads the numbers of 2013 as what they are now, each once', () => {
    const before = OPEN.replace('A.5.18, 6.1.2 a', 'A.9.2.5; A.9.2.6, A.18.2.3');
    expect(brought(before)).toMatchObject([{ clauses: ['A.5.18', 'A.5.36', 'A.8.8'] }]);
  });

  it('reads each with its clauses, process, and people as people write them', () => {
    expect(brought(OPEN)).toMatchObject([
      {
        brought: { number: '12/2026', on: '2027-03-01', by: actor },
        clauses: ['A.5.18', '6.1.2 a'],
        process: 'access',
        owner: 'sam',
        source: { kind: 'person' },
        resolveBy: '2027-04-30',
        steps: { cause: 'no list' },
      },
    ]);
  });

  it('says who raised one only where the table says so: whoever imports it did not', () => {
    const [unsaid] = entered(OPEN);
    expect(unsaid?.terms).not.toHaveProperty('raisedBy');
    expect(unsaid?.terms.source).toEqual({ kind: 'person' });
    const [said] = entered(
      OPEN.replace('raised_on', 'raised_by,raised_on').replace('2027-03-01', 'Jana Klein,2027-03-01'),
    );
    expect(said?.terms).toMatchObject({ raisedBy: 'Jana Klein', source: { kind: 'person', by: 'Jana Klein' } });
  });

  it('keeps how a fix was judged, and by whom, of one that was closed', () => {
    const closed = (verdict: string) =>
      `${HEADER},closed,effectiveness,effectiveness_by\n1,a,b,access,9.2,minor,2026-01-05,2026-06-30,${verdict},Jana Klein\n`;
    expect(brought(closed('effective'))).toMatchObject([
      { closed: { on: '2026-06-30' }, judged: { verdict: 'effective', by: 'Jana Klein' } },
    ]);
    expect(entered(closed('ineffective'))).toMatchObject([
      {
        closed: { at: '2026-06-29T22:00:00.000Z', on: '2026-06-30' },
        verdicts: [{ verdict: 'ineffective', by: 'Jana Klein' }],
      },
    ]);
    expect(entered(closed(''))).toMatchObject([{ verdicts: [] }]);
  });

  it('does not say of a missed duty of before that it is one of the programme’s', () => {
    const missed = `${HEADER},source\n1,a,b,access,9.2,minor,2027-04-01,missed\n`;
    expect(entered(missed)).toMatchObject([{ terms: { source: { kind: 'person' }, brought: { source: 'missed' } } }]);
  });

  it('records nothing of what is known, by its number of before or of now', () => {
    const known = entered(OPEN);
    expect(plan(OPEN, known)).toMatchObject({ nonconformities: [] });
    expect(plan(OPEN.replace('12/2026', 'NC-2027-001'), known)).toMatchObject({ nonconformities: [] });
    expect(plan(OPEN.replace('12/2026', '13/2026'), known)).toMatchObject({ nonconformities: [{}] });
  });

  it('does not close nor change what is open here', () => {
    const known = entered(OPEN);
    const closed = OPEN.replace(',owner', ',closed,owner').replace('2027-03-01,Sam', '2027-03-01,2027-04-01,Sam');
    expect(mistakes(closed, known)).toEqual(['f.csv:2 closed: NC-2027-001 is open here, and is closed in its ticket']);
    expect(mistakes(OPEN.replace(',minor,', ',major,'), known)).toEqual([
      'f.csv:2 own_grade: NC-2027-001 is recorded with another one (found "major"; allowed minor)',
    ]);
  });

  it('tells every mistake at once with line and column: of cells, and of what they say together', () => {
    const other = '2,a,b,access,9.2,minor,2027-01-04,Jana Klein';
    expect(mistakes(`${HEADER},owner\n1,a,b,acces,A.5.99,grave,2030-01-01,\n${other}\n`)).toEqual([
      'f.csv:2 process: cannot be used (found "acces"; allowed access)',
      'f.csv:2 clauses: cannot be used (found "A.5.99"; allowed clauses and controls of ISO/IEC 27001:2022 such as 9.2, A.5.18)',
      'f.csv:2 own_grade: cannot be used (found "grave"; allowed minor, major, concern)',
      'f.csv:2 raised_on: cannot be used (found "2030-01-01"; allowed a day such as 2027-04-16 that is not ahead)',
      'f.csv:3 owner: who owns one that is open has to be in the programme',
    ]);
    const row = (n: string, more: string) => `${n},a,b,access,9.2,minor,2027-01-04,${more}\n`;
    expect(
      mistakes(
        `${HEADER},closed,resolve_due,source,body,body_stage\n${row('1', '2027-01-03,,,,')}${row('1', ',,,,')}${row('3', ',2027-12-31,,,')}${row('4', ',,external,,')}${row('5', ',,,TÜV,')}`,
      ),
    ).toEqual([
      'f.csv:2 closed: lies before it was raised',
      'f.csv:3 nonconformity: stands in line 2 already (found "1")',
      'f.csv:4 resolve_due: is later than the programme gives (2027-03-05); say in extended_by who agreed to it, or leave it out',
      'f.csv:5 body: is missing: which certification body?',
      'f.csv:6 body_stage: is missing (allowed 1, 2, surveillance, recertification)',
    ]);
  });
});
