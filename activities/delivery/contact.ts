import type { StoredEffect } from '../../register/effects.ts';
import { dateAt, startOfDay } from '../../rules/calendar/local-day.ts';
import { type ContactTerms, contactPlan, type Downtime, downtimeEnding, type HeardToday } from '../../rules/contact.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { PersonId } from '../../rules/programme.ts';
import { earliest, type Instant } from '../../rules/time.ts';
import type { Dependencies } from '../dependencies.ts';
import { loadOrganisation } from '../organisation.ts';
import { type HeardAt, noticeIn } from './digest.ts';
import { CONTACT } from './lanes.ts';
import { withoutMoot } from './moot.ts';

const MOST = 10_000;
const MOST_DOWNTIMES = 5;

/** Keys of notices that go out now as one message. */
export interface Bundle {
  keys: string[];
  /** It is the day's digest, also where one notice is left for it. */
  digest: boolean;
}

/**
 * Decides for everybody for whom something waits what they hear now, and puts off the rest.
 * @returns what is to be sent.
 */
export async function bundlesNow(deps: Dependencies): Promise<Bundle[]> {
  const now = deps.clock();
  const found = await deps.register.effects({ tracker: CONTACT, states: ['pending', 'leased'], dueBy: now }, MOST);
  const free = found.filter((e) => e.state === 'pending' || (e.leaseUntil ?? now) <= now);
  const due = await withoutMoot(deps, free);
  if (due.length === 0) return [];
  const org = await loadOrganisation(deps.register, now);
  const terms = await termsOf(deps, org, now);
  const heard = await heardToday(deps, org, now);
  const bundles: Bundle[] = [];
  for (const [person, effects] of byPerson(due)) {
    const waiting = effects.map((e) => ({ key: e.key, created: e.created, ...dueOf(e) }));
    const plan = contactPlan(waiting, heard(person), terms);
    bundles.push(...plan.alone.map((key) => ({ keys: [key], digest: false })));
    if (plan.together.length > 0) bundles.push({ keys: plan.together, digest: true });
    const { until, later } = plan;
    if (until && later.length > 0) await deps.register.write((tx) => tx.postponeEffects(later, until));
  }
  return bundles;
}

/** @returns when somebody is to hear next, undefined if nothing waits. */
export async function nextContact(deps: Dependencies): Promise<Instant | undefined> {
  const waiting = await deps.register.effects({ tracker: CONTACT, states: ['pending', 'leased'] }, MOST);
  return earliest(...waiting.map((e) => (e.state === 'leased' ? e.leaseUntil : e.notBefore)));
}

async function termsOf({ register }: Dependencies, org: Organisation, now: Instant): Promise<ContactTerms> {
  const { contactHours: hours, pace, chasesADay: most } = org.programme;
  const newest = { stream: 'engine', kinds: ['downtime'], limit: MOST_DOWNTIMES, newestFirst: true };
  const known = (await register.events(newest)).map((e) => e.body as unknown as Downtime);
  const downtimes = [...known, ...downtimeEnding(await register.lastTick(), now, pace.planner)];
  return { now, calendar: org.calendar, hours, most, planner: pace.planner, downtimes };
}

async function heardToday(
  { register }: Dependencies,
  org: Organisation,
  now: Instant,
): Promise<(person: PersonId) => HeardToday> {
  const { zone } = org.programme;
  const doneSince = startOfDay(zone, dateAt(zone, now));
  const today = await register.effects({ tracker: CONTACT, states: ['done'], doneSince }, MOST);
  return (person) => {
    const mine = today.filter((e) => noticeIn(e).to === person && toldIn(e) !== undefined);
    const together = (e: StoredEffect) => toldIn(e)?.digest !== undefined;
    const chases = mine.filter((e) => noticeIn(e).chase && !together(e)).length;
    return { chases, digest: mine.some(together) };
  };
}

/** @returns how the person heard of it, undefined where nobody did, for it was moot. */
function toldIn({ result }: StoredEffect): HeardAt | undefined {
  const told = result as unknown as HeardAt | undefined;
  return told?.accepted === undefined ? undefined : told;
}

function dueOf(effect: StoredEffect): { due?: Instant } {
  const { chase } = noticeIn(effect);
  return chase ? { due: chase.due.at } : {};
}

function byPerson(effects: StoredEffect[]): Map<PersonId, StoredEffect[]> {
  const people = new Map<PersonId, StoredEffect[]>();
  for (const effect of effects) {
    const { to } = noticeIn(effect);
    people.set(to, [...(people.get(to) ?? []), effect]);
  }
  return people;
}
