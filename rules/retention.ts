import { plusMonths } from './calendar/local-day.ts';
import type { Programme } from './programme.ts';
import { KEPT } from './retention/terms.ts';
import type { LocalDate } from './time.ts';

const CYCLE_YEARS = 3;

/** What is kept for a time of its own: what duties asked for; nonconformities with their actions and reviews. */
export type RecordClass = 'work' | 'nonconformities';

/**
 * How long a record is kept (7.5.3; domain, section 7): for its class's time, and through the certification cycle after the one in which it
 * ended, so that the current and the previous one are there whole.
 * @param ended its last day.
 * @returns the first day on which it may be disposed of, a legal hold aside.
 */
export function keptUntil(
  { retention = KEPT, audit, certificate }: Pick<Programme, 'retention' | 'audit' | 'certificate'>,
  of: RecordClass,
  ended: LocalDate,
): LocalDate {
  const own = plusMonths(ended, retention[of].n);
  const from = audit?.cycle.from ?? certificate?.decided;
  if (from === undefined) return own;
  const next = cycleAfter(from, 12 * (audit?.cycle.years ?? CYCLE_YEARS), ended);
  return own > next ? own : next;
}

/**
 * @returns the first day after the cycle that follows the one in which it ended; anything that ended before the first cycle counts as
 * ended in the cycle before that.
 */
function cycleAfter(from: LocalDate, months: number, ended: LocalDate): LocalDate {
  for (let k = 0; ; k++) if (plusMonths(from, months * k) > ended) return plusMonths(from, months * (k + 1));
}

/** @param names by which people know a record: display id, number of its ticket. @returns why it may not be disposed of, if there is a legal hold. */
export function holdOn({ retention }: Pick<Programme, 'retention'>, names: (string | undefined)[]): string | undefined {
  return retention?.holds.find(({ record }) => names.includes(record))?.because;
}
