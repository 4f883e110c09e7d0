import { dateAt } from '../../calendar/local-day.ts';
import { dayMonth } from '../../calendar/show.ts';
import { type Documented, rowsOf, type TableRow } from '../../documented.ts';
import { byText } from '../../order.ts';
import { holders, namesOf } from '../../organisation.ts';
import type { Instant } from '../../time.ts';
import type { OccurrenceLine, PackSources, PackTable, TaskLine } from '../pack.ts';

/** As many of a kind are named in a line. */
export const MOST_NAMED = 3;

/** @returns `14 January`; with its year where that is not the present one. */
export function dated({ org, now }: Pick<PackSources, 'org' | 'now'>, at: Instant): string {
  const date = dateAt(org.programme.zone, at);
  return date.slice(0, 4) === dateAt(org.programme.zone, now).slice(0, 4)
    ? dayMonth(date)
    : `${dayMonth(date)} ${date.slice(0, 4)}`;
}

/** @returns a link to a ticket, or what the task is called before it has one. */
export function linkTo({ display, number, url }: TaskLine): string {
  return number && url ? `[${number}](${url})` : display;
}

/** @returns the lines of every record of a noun, whichever release brought it. */
export function rowsOfNoun(documented: Documented[], noun: string): TableRow[] {
  return documented.filter((d) => String(d.noun) === noun).flatMap(rowsOf);
}

/** @returns how often each value stands in a column: `8 accepted, 3 open`. */
export function tally(rows: TableRow[], column: string): string {
  const counts = new Map<string, number>();
  for (const row of rows) {
    const value = String(row[column] ?? 'unknown');
    counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts].map(([value, n]) => `${n} ${value}`).join(', ');
}

/** @returns a table, in a list to be spread; none where it would be empty. */
export function tableOf(title: string, rows: TableRow[]): PackTable[] {
  return rows.length > 0 ? [{ title, rows }] : [];
}

/** A duty on a clause, and when it was last done. */
interface LastDone {
  title: string;
  owner: string;
  occurrence?: OccurrenceLine;
  task?: TaskLine;
}

/** @returns the duties of the programme on these clauses, or on parts of them, each with the last time that it was done. */
export function lastDone({ org, occurrences, tasks }: PackSources, clauses: string[]): LastDone[] {
  const on = (clause: string) =>
    clauses.some((c) => clause === c || clause.startsWith(`${c}.`) || clause.startsWith(`${c} `));
  return org.programme.duties
    .filter((duty) => duty.clauses.some(on))
    .map(({ id, title, owner }) => {
      const done = occurrences.filter((o) => o.duty === id && o.closedAt && o.state !== 'waived');
      const occurrence = done.sort(byText(({ closedAt }) => String(closedAt))).at(-1);
      const task = tasks.find((t) => occurrence && t.occurrence === occurrence.key);
      return { title, owner, ...(occurrence && { occurrence }), ...(task && { task }) };
    });
}

/** @returns `Context review 12 March ([#12](…)); Legal register not yet`, or that no duty is on these clauses. */
export function lastDoneLine(sources: PackSources, clauses: string[]): string {
  const duties = lastDone(sources, clauses);
  if (duties.length === 0) return `no duty of the programme is on ${clauses.join(' or ')}`;
  const parts = duties.slice(0, MOST_NAMED).map(({ title, occurrence, task }) => {
    if (!occurrence?.closedAt) return `${title}: not done yet`;
    return `${title}: ${dated(sources, occurrence.closedAt)}${task ? ` (${linkTo(task)})` : ''}`;
  });
  const more = duties.length > MOST_NAMED ? [`and ${duties.length - MOST_NAMED} more`] : [];
  return `last done: ${[...parts, ...more].join(', ')}`;
}

/** @returns the same as a table. */
export function lastDoneTable(sources: PackSources, title: string, clauses: string[]): PackTable[] {
  const rows = lastDone(sources, clauses).map(({ title: duty, owner, occurrence, task }) => ({
    duty,
    owner: namesOf(sources.org, holders(sources.org, owner, owner), 'and'),
    'last done': occurrence?.closedAt,
    state: occurrence && (occurrence.course === 'missed' ? `missed, ${occurrence.state}` : occurrence.state),
    ticket: task?.url ?? task?.display,
  }));
  return tableOf(title, rows);
}
