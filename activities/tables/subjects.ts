import { textOf } from '../../rules/event.ts';
import type { Organisation } from '../../rules/organisation.ts';
import { type SubjectOwed, subjectRow } from '../../rules/subject-table.ts';
import { calendarOn } from '../holidays.ts';
import { ledgerOf } from '../openings/open-due.ts';
import { currentProgramme } from '../organisation.ts';
import { nextDueOf } from '../programme/preview/duties.ts';
import { type LedgerLine, ledgerLines } from './ledger.ts';
import type { TableKind } from './table.ts';

/** Each supplier, system, or document that a duty is owed about; also those that the programme has no longer (A.5.22; Q12). */
export const subjects: TableKind = {
  source: 'subjects of the duties in force, occurrences and their tasks',
  about:
    'every supplier, system, or document that a duty names: last looked at, by whom, what showed it, what came of the latest time, due again when',
  rows: async (asked) => {
    const { register, org, now } = asked;
    const current = await currentProgramme(register);
    if (!current) return [];
    const lines = await ledgerLines(asked);
    const planned = {
      ...current,
      calendar: calendarOn(current.programme, now),
      ledger: await ledgerOf(register, current),
    };
    const standing = org.programme.duties.flatMap((duty) =>
      duty.subjects.map((subject) => {
        const next = nextDueOf(planned, duty.id, now, subject.id);
        return { duty, subject, times: timesOf(lines, duty.id, subject.id), ...(next && { next }) };
      }),
    );
    return [...standing, ...former(lines, standing, org)].map((owed) => subjectRow(owed, org));
  },
};

/** What a duty was owed about, and the programme names no longer. Whom a campaign asks is no subject of it. */
function former(lines: LedgerLine[], standing: SubjectOwed[], { programme }: Organisation): SubjectOwed[] {
  const known = new Set(standing.map(({ duty, subject }) => `${duty.id} ${subject.id}`));
  const gone = new Map<string, SubjectOwed>();
  for (const { occurrence } of lines) {
    const { duty: id, subject, kind, title } = occurrence;
    if (subject === undefined || kind === 'campaign' || known.has(`${id} ${subject}`)) continue;
    const duty = programme.duties.find((d) => d.id === id) ?? { id, title: textOf(title), owner: '' };
    gone.set(`${id} ${subject}`, { duty, subject: { id: subject }, times: timesOf(lines, id, subject) });
  }
  return [...gone.values()];
}

function timesOf(lines: LedgerLine[], duty: string, subject: string): SubjectOwed['times'] {
  return lines
    .filter(({ occurrence }) => occurrence.duty === duty && occurrence.subject === subject)
    .map(({ occurrence, work, row }) => ({ occurrence, work, state: String(row.state) }));
}
