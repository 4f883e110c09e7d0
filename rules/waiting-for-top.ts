import { hearsByWeek, leads, reachable } from './organisation.ts';
import type { PersonId } from './programme.ts';
import type { Thread } from './thread.ts';
import { type Instant, plusMs, WEEK_MS, weeksBetween } from './time.ts';
import { notify, type Turn } from './turn.ts';
import type { Notice } from './wording/chase.ts';

/** After this, top management is reminded in its weekly digest of a decision that waits for it (contact rule 9). ms. */
export const TOP_DECIDES_MS = 2 * WEEK_MS;

/** A decision that waits. */
export interface Waiting {
  /** What is asked for, and when: nobody is reminded twice in a week of the same. */
  what: string;
  asked: Instant;
  deciders: PersonId[];
  /** No ladder chases anybody for it, so leads are reminded in the same way. */
  unchased?: true;
  notice(): Notice;
}

/**
 * What top management was asked to decide in a ticket, and did not in two weeks, stands in its digest, each week anew; what nothing else
 * chases, in one of the lead's.
 * @returns when that is due next.
 */
export function remindByWeek<S extends { thread: Thread }>(turn: Turn<S>, waiting: Waiting): Instant | undefined {
  const { what, asked, deciders, unchased, notice } = waiting;
  const { org } = turn;
  const isLead = (person: PersonId) => leads(org).includes(person) && reachable(org, person);
  const told = deciders.filter((person) => hearsByWeek(org, person) || (unchased && isLead(person)));
  if (told.length === 0) return undefined;
  const from = plusMs(asked, TOP_DECIDES_MS);
  if (turn.now < from) return from;
  const week = weeksBetween(from, turn.now);
  const { subject, lines, chase } = notice();
  for (const person of told)
    notify(turn, person, `request:${what}:${asked}:${week}`, subject, lines, { digest: true, chase });
  return plusMs(from, (week + 1) * WEEK_MS);
}
