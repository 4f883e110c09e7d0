import { contactTime } from './calendar/contact-hours.ts';
import { type Addressees, addresseesOf, type Chain, type SentRung } from './ladder/addressees.ts';
import { type Climb, type RungTime, rungInstants } from './ladder/rungs.ts';
import { earliest, type Instant, plusMs } from './time.ts';

const QUIET = 3 * 86_400_000;

/**
 * A chase as it stands: its climb, who may be addressed, and what went out. `assigneeWroteAt` is the assignee's last
 * comment.
 */
export interface Chase extends Climb, Chain {
  sent: SentRung[];
  assigneeWroteAt?: Instant | undefined;
  now: Instant;
}

/** The message of one rung, and the lower ones that it stands for: passed, not sent, and never to be sent now. */
export interface Step extends Addressees {
  rung: string;
  skipped: string[];
}

/** A reminder that is held back because the assignee wrote something: until an instant, or for good where the due date comes first. */
export interface Held {
  rung: string;
  until?: Instant;
  why: 'assignee-wrote';
}

/** What to send now, if anything, and when to ask again; `nextAt` is undefined once nothing can follow. */
export interface NextStep {
  send?: Step;
  held: Held[];
  nextAt?: Instant;
}

/** A rung, and when it goes out as the assignee's last comment allows; without `at` it is dropped. */
interface Ahead {
  time: RungTime;
  at?: Instant;
}

/**
 * Decides the next message of a chase (domain, section 4; contact rules 7 and 8). Of the rungs whose time has passed
 * only the highest goes out, only in contact hours unless the ladder is not bound to them, never below one already
 * sent, and none from the hard limit on. A reminder waits until the assignee has been silent for three days, and is
 * dropped if that comes after due, unless the ladder is not bound to contact hours.
 * @throws RangeError as `rungInstants`.
 */
export function nextStep(chase: Chase): NextStep {
  const { ladder, hardLimit, sent, now } = chase;
  if (hardLimit && now >= hardLimit.at) return { held: [] };
  const ahead = rungsAhead(chase);
  const held = ahead.filter(({ time }) => time.at <= now).flatMap((rung) => heldOf(rung, now));
  const highest = ahead.findLastIndex(({ at }) => at !== undefined && at <= now);
  const highestRung = ahead[highest]?.time;
  if (highestRung === undefined) return { held, ...wakeAt(chase, ahead) };
  const allowed = ladder.contactHours ? contactTime(chase.calendar, chase.hours, now) : now;
  if (allowed > now) return { held, ...wakeAt(chase, [{ time: highestRung, at: allowed }]) };
  const send: Step = {
    rung: highestRung.id,
    ...addresseesOf(ladder, highestRung.rung, sent, chase),
    skipped: ahead.slice(0, highest).map(({ time }) => time.id),
  };
  return { send, held, ...wakeAt(chase, ahead.slice(highest + 1)) };
}

function rungsAhead(chase: Chase): Ahead[] {
  const sentIds = new Set(chase.sent.map(({ id }) => id));
  const times = rungInstants(chase, chase.now, sentIds);
  const last = times.findLastIndex(({ id }) => sentIds.has(id));
  return times.slice(last + 1).map((time) => quieted(chase, time));
}

function quieted({ assigneeWroteAt, due, ladder, calendar, hours }: Chase, time: RungTime): Ahead {
  const silentFrom = assigneeWroteAt && plusMs(assigneeWroteAt, QUIET);
  const waits = time.reminder && ladder.contactHours && silentFrom !== undefined && silentFrom > time.at;
  if (!waits) return { time, at: time.at };
  const at = contactTime(calendar, hours, silentFrom);
  return at < due.at ? { time, at } : { time };
}

function heldOf({ time, at }: Ahead, now: Instant): Held[] {
  if (at !== undefined && at <= now) return [];
  return [{ rung: time.id, ...(at && { until: at }), why: 'assignee-wrote' }];
}

function wakeAt({ hardLimit }: Chase, ahead: Ahead[]): { nextAt?: Instant } {
  const nextAt = earliest(...ahead.map(({ at }) => at));
  if (nextAt === undefined || (hardLimit && nextAt >= hardLimit.at)) return {};
  return { nextAt };
}
