import type { Register, Tx } from '../register/register.ts';
import { deadlineAfter, deadlineOn, deadlinePast } from '../rules/calendar/deadline.ts';
import { dateAt, isLocalDate } from '../rules/calendar/local-day.ts';
import { periodName } from '../rules/calendar/period-name.ts';
import { addToDate } from '../rules/calendar/span.ts';
import { nextWorkingDay } from '../rules/calendar/working-day.ts';
import { dutyNamed } from '../rules/duty-named.ts';
import type { PlannedOccurrence } from '../rules/occurrence.ts';
import { occurrenceStream } from '../rules/occurrence-state.ts';
import { owedBy } from '../rules/plan/renewals.ts';
import type { Instant, LocalDate } from '../rules/time.ts';
import type { Sleeper } from './dependencies.ts';
import { calendarNow, openRows } from './open-due.ts';
import { type Current, currentProgramme } from './organisation.ts';

/** Somebody asks for a duty now, beside its interval. */
export interface Trigger {
  duty: string;
  subject?: string;
  because: string;
  /** By when, in place of after its lead. */
  due?: LocalDate;
  /** As it stands in the log: `person:ID (asserted …)`, or `USER@HOST`. */
  actor: string;
}

/** A trigger names something that the programme does not have. */
export class UnknownDuty extends Error {
  override readonly name = 'UnknownDuty';
}

/**
 * Starts a duty on demand: due after its lead, counted from today (domain, section 3). The reason stands in the log.
 * @returns the new occurrence. @throws UnknownDuty.
 */
export async function trigger(register: Register, asked: Trigger, now: Instant): Promise<Sleeper> {
  const opened = await register.write((tx) => openAsked(tx, asked, `trigger:${now}`, now));
  if (!opened) throw new UnknownDuty(`${asked.duty} was triggered at this very moment already.`);
  return opened;
}

/** Opens a duty that somebody or something asks for. @param cause makes it one and the same. @returns it, undefined if it was opened before. @throws UnknownDuty. */
export async function openAsked(tx: Tx, asked: Trigger, cause: string, now: Instant): Promise<Sleeper | undefined> {
  const current = await currentProgramme(tx);
  if (!current) throw new UnknownDuty('No programme has been applied yet; run dutybound apply.');
  const [opened] = await openRows(tx, current, [triggered(current, asked, cause, now)], now);
  if (!opened) return undefined;
  const body = { because: { text: asked.because } };
  await tx.append([{ stream: occurrenceStream(opened.key), kind: 'triggered', actor: asked.actor, at: now, body }]);
  return opened;
}

function triggered(current: Current, asked: Trigger, cause: string, now: Instant): PlannedOccurrence {
  const { programme } = current;
  const owed = owedBy(programme);
  const duty = dutyNamed(programme, asked.duty);
  if (!duty) throw new UnknownDuty(`duty ${asked.duty} does not exist; there are: ${owed.map((d) => d.id).join(', ')}`);
  const subjects = duty.subjects.map((s) => s.id);
  const people = programme.people.map((p) => p.id);
  if (duty.kind === 'campaign' && asked.subject !== undefined && !people.includes(asked.subject))
    throw new UnknownDuty(`${duty.id} asks people, and ${asked.subject} is none; there are: ${people.join(', ')}`);
  if (subjects.length > 0 && !subjects.includes(asked.subject ?? ''))
    throw new UnknownDuty(`${duty.id} needs --subject; it has: ${subjects.join(', ')}`);
  const calendar = calendarNow(current, now);
  const { zone } = programme;
  const ladder = programme.ladders.find((l) => l.id === duty.ladder);
  const joiner = asked.subject === undefined ? undefined : duty.joiner;
  const lead = joiner ?? duty.lead ?? ladder?.lead ?? { unit: 'days', n: 14 };
  const exact = asked.due === undefined && (lead.unit === 'ms' || !isLocalDate(duty.first));
  const due = asked.due
    ? deadlineOn(zone, asked.due)
    : lead.unit === 'ms'
      ? deadlineAfter(calendar, now, lead)
      : deadlineOn(zone, nextWorkingDay(calendar, addToDate(calendar, dateAt(zone, now), lead)));
  const limit = duty.hardLimit ?? ladder?.hardLimit;
  const period = exact ? now : dateAt(zone, now);
  return {
    duty: duty.id,
    ...(asked.subject && { subject: asked.subject }),
    period,
    periodName: periodName(zone, period, undefined),
    cause,
    opens: now,
    due,
    ...(limit && { hardLimit: deadlinePast(calendar, due, limit) }),
    version: current.applied[duty.id]?.version ?? current.version,
    zone,
    openedLateBy: 0,
  };
}
