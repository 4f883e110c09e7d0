import type { Register } from '../../register/register.ts';
import { planUntil } from '../../rules/plan.ts';
import { type Instant, plusMs } from '../../rules/time.ts';
import { calendarOn } from '../holidays.ts';
import { ledgerOf } from '../openings/open-due.ts';
import type { Current } from '../organisation.ts';

/** What the next days bring. */
export interface Ahead {
  days: number;
  /** Occurrences that open. */
  opens: number;
  /** Open tasks that are due, not handed in yet. */
  due: number;
}

const DAYS = 7;
const DAY_MS = 86_400_000;

/** @param dues due dates of the open tasks that are not handed in. @returns what the next seven days bring. */
export async function aheadOf(register: Register, current: Current, dues: Instant[], now: Instant): Promise<Ahead> {
  const until = plusMs(now, DAYS * DAY_MS);
  const ledger = await ledgerOf(register, current);
  const planned = planUntil(current.programme, calendarOn(current.programme, now), ledger, now, until);
  return { days: DAYS, opens: planned.length, due: dues.filter((due) => due > now && due <= until).length };
}
