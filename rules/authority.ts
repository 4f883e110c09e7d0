import { dateAt } from './calendar/local-day.ts';
import { delegateOf, loginOf, type Organisation, personById } from './organisation.ts';
import type { PersonId, Power } from './programme.ts';
import type { Instant } from './time.ts';

/**
 * Who may decide: the first level on which somebody is left without whoever asked, did, or owns it (domain: authority).
 * @param levels people by level, nearest first.
 * @param barred people who may never decide this.
 */
export function deciders(levels: PersonId[][], barred: PersonId[]): PersonId[] {
  for (const level of levels) {
    const left = [...new Set(level)].filter((p) => !barred.includes(p));
    if (left.length > 0) return left;
  }
  return [];
}

/**
 * As `deciders`, among those with an account at a ticket's tracker, for decisions are taken in tickets (contact rule 11): a level where nobody
 * has one is skipped. Where nobody on any level has, they are named all the same.
 */
export function decidersAt(org: Organisation, tracker: string, levels: PersonId[][], barred: PersonId[]): PersonId[] {
  const there = levels.map((level) => level.filter((p) => loginOf(org, p, tracker) !== undefined));
  const able = deciders(there, barred);
  return able.length > 0 ? able : deciders(levels, barred);
}

/**
 * @param people who had a part in what is decided. @param never who may not decide it in any case.
 * @returns those people; nobody where that would leave no one to decide, for then it would never be decided.
 */
export function barredFrom(levels: PersonId[][], people: PersonId[], never: PersonId[]): PersonId[] {
  return deciders(levels, [...people, ...never]).length > 0 ? people : [];
}

/** Whose word decides something. */
export interface Authority {
  allowed: PersonId[];
  /** Who may not, whatever they hold and whoever they stand in for. */
  barred?: PersonId[];
  /** What a delegation has to name, for the delegate of somebody allowed to decide in their place. */
  power: Power;
}

/** @returns whoever decides by this word: its author, if they have the authority on that day; undefined if not. */
export function decidedBy(
  org: Organisation,
  { by, at }: { by?: PersonId; at: Instant },
  { allowed, barred = [], power }: Authority,
): PersonId | undefined {
  if (by === undefined || barred.includes(by)) return undefined;
  const on = dateAt(org.programme.zone, at);
  const lent = (p: PersonId) => delegateOf(org, p, on) === by && personById(org, p)?.delegate?.powers.includes(power);
  return allowed.includes(by) || allowed.some(lent) ? by : undefined;
}

/**
 * @returns those who are asked to decide, and after them whoever may decide in their place on that day: absent people's delegates are told
 * too (domain: chasing).
 */
export function withStandIns(org: Organisation, authority: Authority, at: Instant): PersonId[] {
  const { allowed } = authority;
  const on = dateAt(org.programme.zone, at);
  const standIns = allowed.flatMap((p) => delegateOf(org, p, on) ?? []);
  return [...new Set([...allowed, ...standIns.filter((by) => decidedBy(org, { by, at }, authority))])];
}

/** Whether `person` may hand in the work of `of`: themselves, their delegate on that day, or their manager (docs/reference/words.md). */
export function worksFor(org: Organisation, person: PersonId, of: PersonId, at: Instant): boolean {
  return standsIn(org, person, of, at) || personById(org, of)?.manager === person;
}

/** Whether `person` is `of` or does their work as the delegate on that day. */
export function standsIn(org: Organisation, person: PersonId, of: PersonId, at: Instant): boolean {
  return person === of || delegateOf(org, of, dateAt(org.programme.zone, at)) === person;
}
