import { deadlineOn } from '../calendar/deadline.ts';
import { dateAt } from '../calendar/local-day.ts';
import { documentedStream, type NewEvent } from '../event.ts';
import type { Instant, LocalDate } from '../time.ts';

/** Whether the last day of an acceptance is over. */
export function hasExpired(zone: string, expires: LocalDate, now: Instant): boolean {
  return expires < dateAt(zone, now);
}

/** @returns what the log keeps of an acceptance that ran out: as of the end of its last day. */
export function expiredEvent(zone: string, risk: string, expires: LocalDate): NewEvent {
  const { at } = deadlineOn(zone, expires);
  return { stream: documentedStream('risk', risk), kind: 'acceptance-expired', actor: 'engine', at, body: { expires } };
}
