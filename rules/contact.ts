import { contactTime, startOfContact } from './calendar/contact-hours.ts';
import { dateAt, plusDays, timeOn } from './calendar/local-day.ts';
import type { Calendar } from './calendar/working-day.ts';
import { isDown } from './pace.ts';
import type { ContactHours } from './programme.ts';
import { earliest, type Instant, later, plusMs } from './time.ts';

/** A message for a person that may be joined with others. */
export interface WaitingNotice {
  key: string;
  created: Instant;
  /** It chases: by when the work is due. Other notices are news. */
  due?: Instant;
}

/** What a person heard today: chases one by one, and whether the day's digest went out. */
export interface HeardToday {
  chases: number;
  digest: boolean;
}

/** A span in which no planner went round. */
export interface Downtime {
  from: Instant;
  until: Instant;
}

/** When, and of how many, a person may hear. */
export interface ContactTerms {
  now: Instant;
  calendar: Calendar;
  hours: ContactHours;
  /** Chases for one person in one local day, before they become one message. */
  most: number;
  /** The planner's interval, ms. */
  planner: number;
  /** Downtimes on record, and the one that may be ending now. */
  downtimes: Downtime[];
}

/** What becomes of what waits for one person: sent by itself, as one message, or later. Each key stands in one of them. */
export interface ContactPlan {
  alone: string[];
  together: string[];
  later: string[];
  /** When the later ones are looked at again. */
  until?: Instant;
}

/** The morning's chases are decided within seconds of each other, each by its own task. ms. */
const MORNING_MS = 300_000;
/** After a downtime every record is woken at once, and steps as fast as it can. ms. */
const CATCH_UP_MS = 600_000;
/** What came too much for the day goes out this long before contact hours end. ms. */
const BEFORE_EVENING_MS = 3_600_000;

/**
 * Decides what a person hears now (contact rule 7): news and up to `most` chases a day one by one, more as one digest a day, and all that
 * came due in a downtime as one. The morning's chases wait for each other some minutes, so that many of them are one message; what comes
 * beyond the number later in the day waits for the day's digest before the evening, or, where that is out, for the next morning.
 */
export function contactPlan(waiting: WaitingNotice[], heard: HeardToday, terms: ContactTerms): ContactPlan {
  const { now, calendar, hours, most, downtimes, planner } = terms;
  const allowed = contactTime(calendar, hours, now);
  if (allowed > now) return { alone: [], together: [], later: keys(waiting), until: allowed };
  const caughtUp = new Map(waiting.map((w) => [w.key, caughtUpBy(w, downtimes, planner)]));
  const queue = waiting.filter((w) => w.due !== undefined || caughtUp.get(w.key)).sort(byDue);
  const news = keys(waiting.filter((w) => !queue.includes(w)));
  const { morning, evening } = hoursOf(terms);
  const settled = [...caughtUp.values()].reduce<Instant>((end, by) => (by ? later(end, by) : end), morning);
  if (queue.length > 0 && now < settled) return { alone: news, together: [], later: keys(queue), until: settled };

  const left = Math.max(0, most - heard.chases);
  const afterDowntime = queue.length > 1 && queue.some((w) => caughtUp.get(w.key));
  const tooMany = queue.length > left && (heard.chases === 0 || now >= evening);
  if (!heard.digest && (afterDowntime || tooMany)) return { alone: news, together: keys(queue), later: [] };
  const rest = keys(queue.slice(left));
  const plan = { alone: [...news, ...keys(queue.slice(0, left))], together: [], later: rest };
  if (rest.length === 0) return plan;
  const tomorrow = plusDays(dateAt(calendar.zone, now), 1);
  return { ...plan, until: heard.digest ? startOfContact(calendar, hours, tomorrow) : evening };
}

/** @returns the downtime that may be ending now. @param planner its interval, ms. */
export function downtimeEnding(lastTick: Instant | undefined, now: Instant, planner: number): Downtime[] {
  return lastTick && isDown(lastTick, now, planner) ? [{ from: lastTick, until: now }] : [];
}

/** Decided in a downtime or in the minutes after it: it came due meanwhile. @returns until when others of the kind may follow. */
function caughtUpBy({ created }: WaitingNotice, downtimes: Downtime[], planner: number): Instant | undefined {
  const spread = Math.min(2 * planner, CATCH_UP_MS);
  const downtime = downtimes.find(
    ({ from, until }) => created > plusMs(from, planner) && created < plusMs(until, spread),
  );
  return downtime && earliest(plusMs(later(downtime.until, created), spread), plusMs(created, 2 * spread));
}

function hoursOf({ now, calendar, hours, planner }: ContactTerms): { morning: Instant; evening: Instant } {
  const today = dateAt(calendar.zone, now);
  const morning = plusMs(timeOn(calendar.zone, today, hours.from), Math.min(planner, MORNING_MS));
  return { morning, evening: later(morning, plusMs(timeOn(calendar.zone, today, hours.to), -BEFORE_EVENING_MS)) };
}

function byDue(a: WaitingNotice, b: WaitingNotice): number {
  return (a.due ?? '') < (b.due ?? '') ? -1 : (a.due ?? '') > (b.due ?? '') ? 1 : 0;
}

function keys(list: WaitingNotice[]): string[] {
  return list.map(({ key }) => key);
}
