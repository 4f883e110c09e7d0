import { type Organisation, personOf } from './organisation.ts';
import type { PersonId } from './programme.ts';
import type { Account } from './ticket.ts';

/** @returns how a person stands in the log as who acted: `person:ID`, with how that is known where it was not in the ticket. */
export function byPerson(by: PersonId, how?: string): string {
  return how ? `person:${by} (${how})` : `person:${by}`;
}

/** @returns how somebody stands there whom the programme does not know: `account:TRACKER:ID`. */
export function byAccount(tracker: string, id: string): string {
  return `account:${tracker}:${id}`;
}

/** @returns how whoever acted by hand in a tracker stands there: the person whose account it is, or the account. */
export function byHolder(org: Organisation, tracker: string, account: Account): string {
  const person = personOf(org, tracker, account);
  return person === undefined ? byAccount(tracker, account.id) : byPerson(person);
}

/** @returns the person who acted, undefined if it was somebody else. @param actor as the log has it. */
export function personIn(actor: string): PersonId | undefined {
  return /^person:([^ ]+)/.exec(actor)?.[1];
}

/** @returns how it was asserted that the person acted, with the space before it; empty where it was in the ticket. */
export function assertionIn(actor: string): string {
  return actor.slice(`person:${personIn(actor)}`.length);
}

/**
 * @param trackers by id: earlier events name the account alone, and Jira's have colons of their own.
 * @returns the account that acted, undefined if it was none.
 */
export function accountIn(actor: string, trackers: string[]): { tracker?: string; id: string } | undefined {
  if (!actor.startsWith('account:')) return undefined;
  const named = actor.slice('account:'.length);
  const tracker = trackers.find((id) => named.startsWith(`${id}:`));
  return tracker === undefined ? { id: named } : { tracker, id: named.slice(tracker.length + 1) };
}
