import type { RecordTable } from '../../register/columns.ts';
import { allPages, type Row } from '../../register/records.ts';
import type { Register } from '../../register/register.ts';
import { dateAt } from '../../rules/calendar/local-day.ts';
import { IMPROVEMENT } from '../../rules/improvement/duty.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { type Instant, plusMs } from '../../rules/time.ts';

/** What was owed in a calendar year of the organisation, by occurrence: each stands in `owed` and in one of the others. Nobody owes improvements. */
export interface Year {
  year: string;
  owed: number;
  /** Done on time: handed in before the due date ended, extensions counted. */
  done: number;
  late: number;
  /** Neither done nor missed, late or not. */
  open: number;
  /** Those of `open` that are late already. */
  lateOpen: number;
  waived: number;
  missed: number;
}

/** @returns how the duties of the present year stand; an occurrence belongs to the year in which its first due date ends. */
export async function yearOf(register: Register, zone: string, now: Instant): Promise<Year> {
  const year = dateAt(zone, now).slice(0, 4);
  const inYear = ({ columns }: Row) =>
    columns.duty !== IMPROVEMENT && dateAt(zone, plusMs(String(columns.due), -1)).startsWith(year);
  const mine = (await rowsOf(register, 'occurrence')).filter(inYear);
  const late = await lateOccurrences(register, new Set(mine.map((r) => r.key)), now);
  const count = (test: (r: Row) => boolean) => mine.filter((r) => test(r)).length;
  const done = ({ columns }: Row) =>
    (columns.state === 'recorded' || columns.state === 'verified') && columns.missed === 0;
  const open = ({ columns }: Row) => columns.ended === 0 && columns.missed === 0;
  return {
    year,
    owed: mine.length,
    done: count((r) => done(r) && !late.has(r.key)),
    late: count((r) => done(r) && late.has(r.key)),
    open: count(open),
    lateOpen: count((r) => open(r) && late.has(r.key)),
    waived: count(({ columns }) => columns.state === 'waived' && columns.missed === 0),
    missed: count(({ columns }) => columns.missed === 1),
  };
}

/** A task is judged by its hand-in, and only those that ended past their due date, or have not ended, need a look at it. */
async function lateOccurrences(register: Register, occurrences: Set<string>, now: Instant): Promise<Set<string>> {
  const tasks = (await rowsOf(register, 'task')).filter(({ columns }) => occurrences.has(String(columns.occurrence)));
  const doubtful = tasks.filter(({ columns }) => String(columns.closed_at ?? now) >= String(columns.due));
  const late = await Promise.all(
    doubtful.map(async ({ key, columns }) => {
      const task = await register.load<TaskState>('task', key);
      return task && isLate(task.state, now) ? [String(columns.occurrence)] : [];
    }),
  );
  return new Set(late.flat());
}

/** A part is judged with the whole. */
function isLate({ submission, due, endedAt, extended, terms }: TaskState, now: Instant): boolean {
  if (terms.partOf) return false;
  const at = submission?.at ?? endedAt ?? now;
  return at >= due.at || extended.some((e) => e.at >= e.from.at);
}

function rowsOf(register: Register, table: RecordTable): Promise<Row[]> {
  return allPages((page) => register.rows(table, {}, page));
}
