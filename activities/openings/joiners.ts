import { allPages, type Loaded } from '../../register/records.ts';
import type { Reads, Register, Tx } from '../../register/register.ts';
import { contactTime } from '../../rules/calendar/contact-hours.ts';
import { textOf } from '../../rules/event.ts';
import { causeOf, type Occasion } from '../../rules/occasion/occasion.ts';
import { isReachable, owedOn } from '../../rules/occasion/owed.ts';
import { awaitedEvent, type OccasionRecord } from '../../rules/occasion/record.ts';
import { WAITING } from '../../rules/occasion/tables.ts';
import { byText } from '../../rules/order.ts';
import type { PersonId } from '../../rules/programme.ts';
import { type Instant, later } from '../../rules/time.ts';
import { joinerWaitsNotice } from '../../rules/wording/joiner.ts';
import type { Sleeper } from '../dependencies.ts';
import { toLeads } from '../lead-notice.ts';
import { type Current, organisationOf } from '../organisation.ts';
import { openBeside } from './open-beside.ts';

type Joiner = OccasionRecord<'joiner'>;

/** @returns whoever joined and is not in the programme yet, those first who were told of first. */
export async function waitingJoiners(register: Pick<Reads, 'loadRows'>): Promise<Loaded<Joiner>[]> {
  const where = { noun: 'joiner', state: WAITING };
  const all = await allPages((page) => register.loadRows<Joiner>('documented', where, page));
  return all.sort(byText(({ state }) => state.toldAt));
}

/**
 * Asks whoever joined before the programme knew them, once it does: each campaign that is owed on joiners and asks them. They have its time
 * from their first day, or from the day on which they could be asked.
 * @returns the new occurrences.
 */
export async function admitJoiners(register: Register, current: Current, now: Instant): Promise<Sleeper[]> {
  const isKnown = ({ state: { person } }: Loaded<Joiner>) =>
    person !== undefined && isReachable(current.programme, person);
  if (!(await waitingJoiners(register)).some(isKnown)) return [];
  return register.write(async (tx) => {
    const opened: Sleeper[] = [];
    for (const { state } of (await waitingJoiners(tx)).filter(isKnown))
      opened.push(...(await admit(tx, current, state, now)));
    return opened;
  });
}

async function admit(tx: Tx, current: Current, joiner: Joiner, now: Instant): Promise<Sleeper[]> {
  const { id, display, title, person } = joiner;
  const occasion: Occasion = {
    kind: 'joiner',
    id,
    display,
    title,
    at: later(joiner.at, now),
    ...(person && { person }),
  };
  const owed = owedOn(current.programme, 'joiner', person).filter(({ subject }) => subject === person);
  const asked = owed.map((one) => ({ ...one, cause: causeOf(joiner), occasion }));
  await tx.append([
    awaitedEvent(
      occasion,
      owed.map(({ duty }) => duty.id),
      now,
    ),
  ]);
  return openBeside(tx, current, asked, { because: textOf(title), actor: 'engine' }, now);
}

/** Tells the leads once that somebody joined whom the programme does not know. */
export async function tellWaiting(
  tx: Tx,
  { programme }: Current,
  occasion: Occasion,
  waiting: string[],
  now: Instant,
): Promise<void> {
  const org = await organisationOf(tx, programme, now);
  const notBefore = contactTime(org.calendar, programme.contactHours, now);
  const notices = toLeads(org, `joiner:${occasion.display}`, joinerWaitsNotice(occasion, waiting), notBefore);
  await tx.addEffects(notices);
}

/** Nothing waits any more for somebody who left before the programme knew them. */
export async function forgetWaiting(tx: Tx, person: PersonId, now: Instant): Promise<void> {
  const left = (await waitingJoiners(tx)).filter(({ state }) => state.person === person);
  await tx.append(left.map(({ state }) => awaitedEvent({ kind: 'joiner', id: state.id }, undefined, now)));
}
