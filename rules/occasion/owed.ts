import { groupOf } from '../group.ts';
import { owedBy } from '../plan/renewals.ts';
import type { Duty, OccasionKind, OwedOn, PersonId, Programme } from '../programme.ts';
import { holdsRole } from './role-holder.ts';

/** A duty that is owed because something happened, with the subject that it is about: one of its own, or whom a campaign asks. */
export interface Owed {
  duty: Duty;
  subject?: string;
}

/** @returns the kinds of occasion that a duty is owed on; a campaign that gives joiners time of their own is owed on each of them. */
export function occasionsOf({ on = [], joiner }: Duty): OwedOn[] {
  return joiner === undefined || on.includes('joiner') ? on : [...on, 'joiner'];
}

/**
 * @param person who joins, moves, or leaves: a campaign asks them alone, if it asks them at all.
 * @returns the duties that are owed when something of this kind happens, once for each of their subjects.
 */
export function owedOn(programme: Programme, kind: OccasionKind, person?: PersonId): Owed[] {
  return dutiesOn(programme, kind, person).flatMap((duty): Owed[] => {
    if (asksThem(duty, person)) return canAsk(programme, duty, person) ? [{ duty, subject: person }] : [];
    return duty.subjects.length === 0 ? [{ duty }] : duty.subjects.map(({ id }) => ({ duty, subject: id }));
  });
}

/** @returns the campaigns that wait until the programme knows who joined, with an account at a tracker; none once it does. */
export function waitingFor(programme: Programme, kind: OccasionKind, person: PersonId | undefined): Duty[] {
  if (kind !== 'joiner' || person === undefined || isReachable(programme, person)) return [];
  return dutiesOn(programme, kind, person).filter((duty) => asksThem(duty, person));
}

function dutiesOn(programme: Programme, kind: OccasionKind, person: PersonId | undefined): Duty[] {
  const leaves = kind === 'leaver' && person !== undefined && holdsRole(programme, person);
  return owedBy(programme).filter((duty) => {
    const on = occasionsOf(duty);
    return on.includes(kind) || (leaves && on.includes('role-holder-leaves'));
  });
}

function canAsk(programme: Programme, duty: Duty, person: PersonId): boolean {
  return isReachable(programme, person) && groupOf({ programme }, duty).includes(person);
}

/** @returns whether somebody can be asked in a ticket: the programme knows them, and their account at one of its trackers. */
export function isReachable({ people, trackers }: Programme, person: PersonId): boolean {
  const accounts = people.find(({ id }) => id === person)?.accounts;
  return accounts !== undefined && trackers.some(({ kind }) => accounts[kind] !== undefined);
}

function asksThem(duty: Duty, person: PersonId | undefined): person is PersonId {
  return duty.kind === 'campaign' && person !== undefined;
}
