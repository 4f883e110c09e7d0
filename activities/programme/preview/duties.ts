import { allPages } from '../../../register/records.ts';
import type { Reads } from '../../../register/register.ts';
import type { Calendar } from '../../../rules/calendar/working-day.ts';
import { planDuty } from '../../../rules/plan/duty.ts';
import { type Ledger, termsOf } from '../../../rules/plan/terms.ts';
import type { PersonId, Programme } from '../../../rules/programme.ts';
import { type Deadline, type Instant, plusMs } from '../../../rules/time.ts';
import type { Change } from '../../../rules/weakening/change.ts';

/** A duty that a programme adds, changes, or removes. */
export interface PreviewedDuty {
  duty: string;
  kind: Change['kind'];
  changes: Change[];
  /** When it is due next with the programme in force after applying, and when it would have been. */
  nextDue?: Deadline;
  wasDue?: Deadline;
  /** Its open tickets, which keep the rules and the people that they opened under. */
  open: { display: string; ticket?: string; assignee: PersonId }[];
}

/** A programme with what its plan is compared with. */
export interface Planned {
  programme: Programme;
  calendar: Calendar;
  ledger: Ledger;
}

const DAY_MS = 86_400_000;
/** An exact duty is found in the first window without listing years of it. */
const WINDOWS_IN_DAYS = [1, 35, 400, 1900];

/** @returns every duty that differs, in the programme's order, those removed last; for a first programme, every duty. */
export async function dutiesIn(
  register: Reads,
  before: Planned | undefined,
  after: Planned,
  changes: Change[],
  now: Instant,
): Promise<PreviewedDuty[]> {
  const known = (planned: Planned | undefined) => planned?.programme.duties.map((d) => d.id) ?? [];
  const touched = before ? new Set(changes.flatMap((c) => c.duty ?? [])) : new Set(known(after));
  const ids = [...new Set([...known(after), ...known(before), ...touched])].filter((id) => touched.has(id));
  return Promise.all(
    ids.map(async (duty) => {
      const nextDue = nextDueOf(after, duty, now);
      const wasDue = before && nextDueOf(before, duty, now);
      const mine = changes.filter((c) => c.duty === duty);
      const whole = mine.find((c) => c.path === `duties.${duty}`);
      const kind = before ? (whole?.kind ?? 'changed') : 'added';
      const open = await openTickets(register, duty);
      return { duty, kind, changes: mine, ...(nextDue && { nextDue }), ...(wasDue && { wasDue }), open };
    }),
  );
}

/** @returns when a duty, or one of its subjects, is due next beside what is open; undefined where nothing is planned within five years. */
export function nextDueOf(
  { programme, calendar, ledger }: Planned,
  duty: string,
  now: Instant,
  subject?: string,
): Deadline | undefined {
  const terms = termsOf(programme, calendar, ledger).find((t) => t.duty.id === duty);
  if (!terms) return undefined;
  for (const days of WINDOWS_IN_DAYS) {
    const planned = planDuty(terms, ledger.identities, { now, until: plusMs(now, days * DAY_MS) });
    const first = planned.find((one) => subject === undefined || one.subject === subject);
    if (first) return first.due;
  }
  return undefined;
}

async function openTickets(register: Reads, duty: string): Promise<PreviewedDuty['open']> {
  const rows = await allPages((page) => register.rows('task', { duty, ended: 0 }, page));
  return rows.map(({ columns }) => ({
    display: String(columns.display),
    ...(columns.ticket_number !== null && { ticket: String(columns.ticket_number) }),
    assignee: String(columns.assignee),
  }));
}
