import { describe, expect, it } from '@jest/globals';
import { csvOf } from '../../../cli/csv.ts';
import { calendarOf } from '../../../rules/calendar/working-day.ts';
import { riskRow } from '../../../rules/risk/table.ts';
import type { Statement } from '../../../rules/statement/state.ts';
import { differenceRows, standingRows } from '../../../rules/statement/table.ts';
import { phraseOf } from '../../../rules/wording/story.ts';
import { programmeOf, SAMPLE } from '../sample.ts';
import { importing } from './importing.ts';

const programme = programmeOf(`${SAMPLE}risk_criteria: { consequence: 5, likelihood: 5, acceptable: 8 }\n`);
const { plan, events, recorded, mistakes } = importing(programme, 'root@host', '2027-04-13T08:00:00.000Z');

describe('importing risks', () => {
  const table =
    'id,title,owner,scope,consequence,likelihood,because\nR-1,"Theft, of laptops",sam,sales,4,2,seen before\nR-2,Fire,priya,,,,\n';

  it('brings along owners and ratings; the same table again adds nothing', () => {
    const known = recorded('risks', table);
    expect(known).toMatchObject([
      {
        id: 'R-1',
        title: { text: 'Theft, of laptops' },
        owner: 'sam',
        ratings: [{ level: 8, limit: 8, criteria: '5x5/8' }],
      },
      { id: 'R-2', owner: 'priya', ratings: [] },
    ]);
    expect(plan('risks', table, known)).toEqual({ events: [], lines: 2 });
  });

  it('says who rated a risk and when only where the table says so: neither the owner nor whoever imports it rated it', () => {
    const [known] = recorded('risks', table);
    const row = known?.noun === 'risk' ? riskRow(known) : undefined;
    expect(row).toMatchObject({ level: 8, owner: 'sam', brought_along: expect.stringContaining('by root@host') });
    expect([row?.rated_by, row?.rated]).toEqual([undefined, undefined]);
    const said = 'id,title,owner,consequence,likelihood,rated_by,rated\nR-1,Theft,sam,4,2,Ada Byron,2026-03-01\n';
    const [risk] = recorded('risks', said);
    expect(risk?.noun === 'risk' && riskRow(risk)).toMatchObject({ rated_by: 'Ada Byron', rated: '2026-03-01' });
    expect(mistakes('risks', said.replace('4,2,', ',,'))).toEqual([
      'f.csv:2 rated_by: nothing was rated: consequence and likelihood are empty',
    ]);
    expect(mistakes('risks', said.replace('2026', '2028'))[0]).toContain('rated: cannot be used (found "2028-03-01"');
  });

  it('tells of it in its story as what it is', () => {
    const org = { programme, calendar: calendarOf(programme, []), accounts: [], self: {} };
    expect(events('risks', table).map((event) => phraseOf(event, org))).toEqual([
      'brought it along, owned by Sam Okoro',
      'brought its rating along: 8 (4 × 2), of at most 8; rated by whom the file does not say: "seen before"',
      'brought it along, owned by Priya Nair',
    ]);
  });

  it('hands over what has another owner, and leaves the rest of what is known alone', () => {
    const known = recorded('risks', table);
    const planned = plan('risks', table.replace('laptops",sam', 'phones",mara'), known);
    expect(planned).toMatchObject({
      events: [{ stream: 'documented/risk/R-1', kind: 'handed-over', body: { owner: 'mara' } }],
    });
  });

  it('takes semicolons, a byte order mark, other orders of columns, and quoted line breaks', () => {
    expect(recorded('risks', '\uFEFFowner;title;id\r\nsam;"two\nlines";R-1\r\n')).toMatchObject([
      { title: { text: 'two\nlines' } },
    ]);
  });

  it('takes a table that is separated by tabs, as spreadsheets copy it', () => {
    expect(recorded('risks', 'id\ttitle\towner\r\nR-1\tTheft, of laptops\tsam\r\n')).toMatchObject([
      { title: { text: 'Theft, of laptops' }, owner: 'sam' },
    ]);
  });

  it('takes line breaks within a cell as its editor writes them, tabs, and owners by name or mail address', () => {
    const written = 'id,title,owner\r\nR-1,"two\r\nlines\tmore",Sam Okoro\r\nR-2,Fire,PRIYA@example.com\r\n';
    expect(recorded('risks', written)).toMatchObject([
      { title: { text: 'two\nlines more' }, owner: 'sam' },
      { owner: 'priya' },
    ]);
  });

  it('reads what the records write of risks; what is retired begins no other life', () => {
    const known = recorded('risks', table);
    const rows = known.flatMap((d) => (d.noun === 'risk' ? [riskRow(d)] : []));
    const written = csvOf(rows);
    expect(plan('risks', written, known)).toEqual({ events: [], lines: 2 });
    expect(recorded('risks', written)).toMatchObject([{ id: 'R-1', ratings: [{ level: 8 }] }, { id: 'R-2' }]);
    const retired = csvOf(rows.map((row) => ({ ...row, retired: '2027-04-01' })).slice(0, 1));
    expect(plan('risks', retired, known)).toEqual({ events: [], lines: 1 });
    expect(mistakes('risks', retired)).toEqual([
      'f.csv:2 retired: what is retired is not brought along; leave the line out (found "2027-04-01")',
    ]);
  });

  it('tells every mistake at once, with line and column, and plans nothing', () => {
    expect(
      mistakes(
        'risks',
        'id,title,owner,consequence,likelihood\nR-1,Theft,samm,4,2\n7,Fire,sam,9,1\n\nR-3,,sam,,2\nR-1,"Flood\nand rain",sam,,\nR-5,a,sam,1,1,x\n',
      ),
    ).toEqual([
      'f.csv:2 owner: cannot be used (found "samm"; allowed mara, elena, priya, sam)',
      'f.csv:3 id: cannot be used (found "7"; allowed capital letters, a hyphen, then letters and digits, such as R-7)',
      'f.csv:3 consequence: cannot be used (found "9"; allowed a whole number from 1 to 5)',
      'f.csv:5 title: is missing (allowed text, at most 120 characters)',
      'f.csv:5 consequence: a rating has both: consequence and likelihood',
      'f.csv:6 id: stands in line 2 already (found "R-1")',
      'f.csv:8: there are 6 cells for 5 columns; is a quotation mark missing?',
    ]);
  });

  it('wants the header that it knows', () => {
    expect(mistakes('risks', 'id,titel,owner,id\n')).toEqual([
      'f.csv:1 "titel": there is no such column; did you mean "title"?',
      'f.csv:1 id: this column stands there twice',
      'f.csv:1 title: this column is missing (allowed id,title,owner[,scope][,consequence][,likelihood][,because][,rated_by][,rated])',
    ]);
    expect(mistakes('risks', '')).toEqual([
      'f.csv:1: the file is empty (allowed id,title,owner[,scope][,consequence][,likelihood][,because][,rated_by][,rated])',
    ]);
    expect(mistakes('risks', 'id,title,owner\nR-1,"Theft,sam\n')[0]).toContain('this is not CSV');
  });
});

describe('importing the statement of applicability', () => {
  const table =
    'control,included,reason,status\nA.5.1,yes,policies,implemented\nA.7.4,no,no site of our own,\nX-3,yes,customers ask,\n';

  it('makes a version of what differs; two versions tell what changed', () => {
    const first = recorded('statement', table);
    expect(plan('statement', table, first)).toEqual({ events: [], lines: 3 });
    const changed = table
      .replace('A.7.4,no,no site of our own,', 'A.7.4,yes,an office since May,')
      .replace('customers ask', 'two customers ask');
    const [statement] = recorded('statement', changed, first) as Statement[];
    if (!statement) throw new Error('no statement');
    const upTo = (n: number) => ({ ...statement, versions: statement.versions.slice(0, n) });
    expect(statement.versions.map((v) => Object.keys(v.changed).sort())).toEqual([
      ['A.5.1', 'A.7.4', 'X-3'],
      ['A.7.4', 'X-3'],
    ]);
    expect(differenceRows(upTo(1), statement)).toEqual([
      {
        control: 'A.7.4',
        included_before: false,
        included: true,
        status_before: 'not-needed',
        status: 'planned',
        reason_before: 'no site of our own',
        reason: 'an office since May',
        approved_by: '',
        approved: '',
      },
      expect.objectContaining({ control: 'X-3', reason_before: 'customers ask', reason: 'two customers ask' }),
    ]);
    expect(differenceRows(upTo(0), upTo(1)).map((d) => d.control)).toEqual(['A.5.1', 'A.7.4', 'X-3']);
  });

  it('by the numbers of 2013 has one line for each control of today, and says which lines are one', () => {
    const text =
      'control,included,reason\nA.5.1.1,yes,x\nA.6.1.1,yes,x\nA.5.1.2,yes,y\nA.18.2.3,yes,z\nA.6.1.1,yes,x\n';
    expect(mistakes('statement', text)).toEqual([
      expect.stringMatching(
        /^f\.csv:4 control: is A\.5\.1 now, as A\.5\.1\.1 in line 2 is: write one line for it \(found "?A\.5\.1\.2/,
      ),
      expect.stringMatching(/^f\.csv:5 control: .*found "?A\.18\.2\.3.*one control now/),
      expect.stringMatching(/^f\.csv:6 control: stands in line 3 already/),
    ]);
  });

  it('reads the statement that it writes itself', () => {
    const first = recorded('statement', table);
    const [statement] = first as Statement[];
    if (!statement) throw new Error('no statement');
    expect(plan('statement', csvOf(standingRows(statement)), first)).toEqual({ events: [], lines: 3 });
  });

  it('does not take what contradicts itself', () => {
    expect(
      mistakes('statement', 'control,included,reason,status\nA.8.35,yes,x,\nA.5.1,no,x,planned\nA.5.2,yes,,planned\n'),
    ).toEqual([
      'f.csv:2 control: cannot be used (found "A.8.35"; allowed a control of Annex A (A.5.1 to A.8.34; by its number of 2013 where that is one control now), or one of your own such as X-3)',
      'f.csv:3 status: a control that is left out is not-needed (found "planned"; allowed not-needed)',
      'f.csv:4 reason: is missing (allowed text, at most 1000 characters)',
    ]);
  });
});
