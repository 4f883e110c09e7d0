import { TrackerError } from '../../integrations/tickets/errors.ts';
import type { Health } from '../../integrations/tickets/port.ts';
import type { Tx } from '../../register/register.ts';
import {
  type Breaker,
  checkTaken,
  closedNow,
  isNews,
  stillOpen,
  type TrackerTrouble,
  tripped,
} from '../../rules/breaker.ts';
import type { Organisation } from '../../rules/organisation.ts';
import { type Instant, plusMs } from '../../rules/time.ts';
import { outageNotice } from '../../rules/wording/outage.ts';
import type { Dependencies } from '../dependencies.ts';
import { toLeads } from '../lead-notice.ts';
import { currentProgramme, loadOrganisation } from '../organisation.ts';
import { trackerOf } from '../tracker-of.ts';
import { wakeDue } from '../wake-due.ts';

/** What steps in the minute after a recovery is woken at once: it has been waiting to read its ticket. ms. */
const WOKEN_AHEAD_MS = 60_000;

/** @returns whether the error is about the whole tracker, whichever ticket was meant. */
export function isTrackerWide(error: unknown): boolean {
  return error instanceof TrackerError && ['unreachable', 'unauthorised', 'rate-limited'].includes(error.fault.kind);
}

/**
 * Opens the breaker of a tracker that met trouble, and has somebody check it; what is about one ticket only opens none.
 * @param effect key of the effect whose delivery met it.
 */
export async function noteOutage(deps: Dependencies, tracker: string, error: unknown, effect?: string): Promise<void> {
  if (!(error instanceof TrackerError) || !isTrackerWide(error) || (await isBehind(deps, tracker))) return;
  const now = deps.clock();
  const trouble = { ...troubleOf(error), ...(effect && { effect }) };
  const org = await loadOrganisation(deps.register, now);
  const opened = await deps.register.write(async (tx) => {
    const before = await tx.lastBreaker(tracker);
    await store(tx, tracker, before, tripped(before, trouble, now), org, now);
    return before === undefined || before.closed !== undefined;
  });
  if (!opened) return;
  deps.log('breaker opened', { tracker, fault: trouble.kind }, 'error');
  await deps.drain(tracker);
}

/**
 * Checks a tracker whose breaker is open, if its check is due and nobody else is at it. Found well, the breaker closes: what waits after
 * a failure is due at once, and the records that wait to be read are woken.
 * @returns when the next check is due; undefined while the breaker is closed.
 */
export async function watchOutage(deps: Dependencies, tracker: string): Promise<Instant | undefined> {
  const standing = await deps.register.breaker(tracker);
  if (!standing) return undefined;
  const taken = await deps.register.write(async (tx) => {
    const breaker = await tx.breaker(tracker);
    const mine = breaker && checkTaken(breaker, deps.clock());
    if (mine) await tx.setBreaker(tracker, mine);
    return mine !== undefined;
  });
  if (!taken) return (await deps.register.breaker(tracker))?.nextCheck;
  const trouble = await troubleNow(deps, tracker);
  if (!trouble) return recovered(deps, tracker);
  deps.log('breaker stays open', { tracker, fault: trouble.kind }, 'warn');
  const now = deps.clock();
  const org = await loadOrganisation(deps.register, now);
  await deps.register.write(async (tx) => {
    const before = await tx.breaker(tracker);
    if (before) await store(tx, tracker, before, stillOpen(before, trouble, now), org, now);
  });
  return (await deps.register.breaker(tracker))?.nextCheck;
}

/** A worker that has not yet heard of the version that brought a tracker says nothing about it. */
async function isBehind(deps: Dependencies, tracker: string): Promise<boolean> {
  if (deps.trackers.has(tracker)) return false;
  const current = await currentProgramme(deps.register);
  return current?.programme.trackers.some(({ id }) => id === tracker) ?? false;
}

function troubleOf({ fault, message }: TrackerError): TrackerTrouble {
  if (fault.kind === 'rate-limited') return { kind: fault.kind, why: message, until: fault.until };
  return { kind: fault.kind === 'unauthorised' ? 'unauthorised' : 'unreachable', why: message };
}

/** @returns what stands in the way of using the tracker, undefined if nothing does. */
async function troubleNow(deps: Dependencies, tracker: string): Promise<TrackerTrouble | undefined> {
  try {
    return shortcoming(await trackerOf(deps, tracker).check());
  } catch (error) {
    if (!(error instanceof TrackerError)) throw error;
    return troubleOf(error);
  }
}

function shortcoming({ shortcomings }: Health): TrackerTrouble | undefined {
  const blocking = shortcomings.find((one) => one.blocks);
  return blocking && { kind: 'unauthorised', why: `${blocking.found}. Next: ${blocking.fix}` };
}

async function recovered(deps: Dependencies, tracker: string): Promise<undefined> {
  const now = deps.clock();
  await deps.register.write(async (tx) => {
    const breaker = await tx.breaker(tracker);
    if (!breaker) return;
    await tx.setBreaker(tracker, closedNow(breaker, now));
    await tx.reviveEffects(tracker, breaker.opener);
    const body = { tracker, since: breaker.since };
    if (breaker.told) await tx.append([{ stream: 'engine', kind: 'tracker-back', actor: 'engine', at: now, body }]);
  });
  deps.log('breaker closed', { tracker });
  await wakeDue(deps, plusMs(now, WOKEN_AHEAD_MS));
}

/** Stores a breaker, and has the leads told where it is news; an outage that they know of is logged again when it goes on. */
async function store(
  tx: Tx,
  tracker: string,
  before: Breaker | undefined,
  after: Breaker,
  org: Organisation,
  now: Instant,
): Promise<void> {
  const news = isNews(after, now);
  await tx.setBreaker(tracker, news ? { ...after, told: true } : after);
  if (!news && !(after.told && before?.closed)) return;
  const body = { tracker, kind: after.kind, why: { text: after.why } };
  await tx.append([{ stream: 'engine', kind: 'tracker-lost', actor: 'engine', at: after.since, body }]);
  const name = `${tracker}:lost:${after.since}`;
  if (news) await tx.addEffects(toLeads(org, name, outageNotice(tracker, after, org.programme.zone), now));
}
