import { describe, expect, it } from '@jest/globals';
import { importables } from '../../../config/import/all.ts';
import { formatTableMistakes } from '../../../config/import/table.ts';
import type { BroughtAction } from '../../../rules/action/record.ts';
import { actionBrought, actionRow } from '../../../rules/action/record.ts';
import { calendarOf } from '../../../rules/calendar/working-day.ts';
import type { Documented } from '../../../rules/documented.ts';
import { programmeOf, SAMPLE } from '../sample.ts';
import { folded } from './importing.ts';

const programme = programmeOf(SAMPLE);
const actor = 'person:mara (asserted)';
const plan = (text: string, known: Documented[] = []) => {
  const met = { programme, calendar: calendarOf(programme, []), known, nonconformities: [], actor };
  const planned = importables.actions?.plan({ name: 'a.csv', text }, { ...met, now: '2027-04-13T08:00:00.000Z' });
  if (!planned) throw new Error('actions cannot be imported');
  return planned;
};
const mistakes = (text: string, known?: Documented[]) => {
  const planned = plan(text, known);
  return 'mistakes' in planned ? formatTableMistakes('f.csv', planned.mistakes).split('\n') : [];
};
const brought = (text: string): BroughtAction[] => {
  const planned = plan(text);
  if ('mistakes' in planned) throw new Error(formatTableMistakes('f.csv', planned.mistakes));
  return planned.actions ?? [];
};
const recorded = (text: string) => folded(brought(text).flatMap((action) => actionBrought(action, actor)));

const HEADER = 'action,text,owner,due,decided';
const OPEN = `${HEADER},from,decided_by,due_as_decided\n2026-4,Tidy the shelf,Sam Okoro,2027-05-14,2026-11-03,Management review 2026,Jana Klein,2027-03-31\n`;
const CLOSED = `${HEADER},state,closed,closed_by\n2026-3,Lock the door,Jana Klein,2026-12-31,2026-11-03,done,2026-12-20,mara\n`;

describe('importing actions', () => {
  it('reads each open one with who owes it, by when now and as it was decided', () => {
    expect(brought(OPEN)).toMatchObject([
      {
        id: '2026-4',
        from: 'Management review 2026',
        owner: 'sam',
        due: { date: '2027-05-14' },
        asDecided: { date: '2027-03-31' },
        decided: { by: 'Jana Klein', at: '2026-11-02T23:00:00.000Z' },
        brought: { on: '2026-11-03', by: actor },
      },
    ]);
    expect(recorded(OPEN)).toMatchObject([{ state: 'open', decided: { due: { date: '2027-03-31' } } }]);
  });

  it('says who decided one only where the table says so: whoever imports it did not', () => {
    const [record] = recorded(`${HEADER}\n1,a,sam,2027-05-14,2026-11-03\n`);
    const row = record?.noun === 'action' ? actionRow(record) : undefined;
    expect(row).toMatchObject({ decided: '2026-11-03', brought_along: expect.stringContaining('by person:mara') });
    expect(row?.decided_by).toBeUndefined();
  });

  it('keeps one that is closed as a record, also of somebody who has left, and opens nothing for it', () => {
    const planned = plan(CLOSED);
    expect(planned).toMatchObject({ actions: [] });
    const [record] = folded('events' in planned ? planned.events : []);
    expect(record).toMatchObject({
      owner: 'Jana Klein',
      state: 'done',
      closed: { at: '2026-12-19T23:00:00.000Z', by: 'mara' },
    });
    expect(record?.noun === 'action' && actionRow(record)).toMatchObject({ closed: '2026-12-20', late: false });
    const waived = plan(CLOSED.replace(',done,', ',waived,'));
    expect(folded('events' in waived ? waived.events : [])).toMatchObject([{ state: 'waived' }]);
  });

  it('records nothing of what is known, and does not close nor change what is open here', () => {
    const known = recorded(OPEN);
    expect(plan(OPEN, known)).toMatchObject({ events: [], actions: [] });
    const closed = OPEN.replace('decided\n', 'decided,closed\n').replace('2027-03-31\n', '2027-03-31,2027-04-01\n');
    expect(mistakes(closed, known)).toEqual(['f.csv:2 closed: 2026-4 is open here, and is closed in its ticket']);
    expect(mistakes(OPEN.replace('Tidy', 'Clear'), known)).toEqual([
      'f.csv:2 text: 2026-4 is recorded with another one (found "Clear the shelf"; allowed Tidy the shelf)',
    ]);
  });

  it('tells every mistake with line and column', () => {
    const row = (n: string, more: string) => `${n},a,sam,2027-05-14,2026-11-03,${more}\n`;
    expect(mistakes(`${HEADER}\n,a,Sam Okora,2027-02-31,2030-01-01\n2,a,Jana Klein,2027-05-14,2026-11-03\n`)).toEqual([
      'f.csv:2 action: is missing (allowed what it is known by, such as 2026-4: letters, digits, and . - / _)',
      'f.csv:2 owner: cannot be used (found "Sam Okora"; allowed mara, elena, priya, sam, or the full name of somebody who has left)',
      'f.csv:2 due: cannot be used (found "2027-02-31"; allowed a day such as 2027-04-16)',
      'f.csv:2 decided: cannot be used (found "2030-01-01"; allowed a day such as 2027-04-16 that is not ahead)',
      'f.csv:3 owner: who owns one that is open has to be in the programme',
    ]);
    expect(
      mistakes(
        `${HEADER},state,closed\n${row('1', 'waived,')}${row('1', ',')}${row('3', 'open,2027-01-01')}${row('4', ',2026-11-01')}5,a,sam,2026-11-02,2026-11-03,,\n`,
      ),
    ).toEqual([
      'f.csv:2 closed: is missing: when was it waived?',
      'f.csv:3 action: stands in line 2 already (found "1")',
      'f.csv:4 closed: is no day of one that is open',
      'f.csv:5 closed: lies before it was decided',
      'f.csv:6 due: lies before the day on which it was decided',
    ]);
  });
});
