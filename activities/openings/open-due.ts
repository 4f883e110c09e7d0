import { TrackerError } from '../../integrations/tickets/errors.ts';
import type { Reads, Tx } from '../../register/register.ts';
import { dutyNamed } from '../../rules/duty-named.ts';
import { jsonOf } from '../../rules/event.ts';
import { identityOf, keyOf } from '../../rules/keys.ts';
import type { PlannedOccurrence } from '../../rules/occurrence.ts';
import { type OccurrenceEvents, occurrenceStream } from '../../rules/occurrence-state.ts';
import { owedBy } from '../../rules/plan/renewals.ts';
import type { Ledger } from '../../rules/plan/terms.ts';
import { plan } from '../../rules/plan.ts';
import { stagesOf } from '../../rules/stages.ts';
import { recordOf } from '../../rules/thread.ts';
import { earliest, type Instant, plusMs } from '../../rules/time.ts';
import type { Dependencies, Sleeper } from '../dependencies.ts';
import { doubtOf } from '../doubt.ts';
import { calendarOn } from '../holidays.ts';
import { type Current, currentProgramme } from '../organisation.ts';
import { reasonOf } from '../reason.ts';
import { tellStrays } from '../tickets/strays.ts';
import { surveyed } from '../tickets/survey.ts';
import { tellUncovered } from '../uncovered.ts';
import { wakeDue } from '../wake-due.ts';

/** What one round of the planner did. Counts only: nothing else travels through Temporal. */
export interface Round {
  opened: number;
  woken: number;
  /** More is due than one round takes. */
  more: boolean;
}

const MOST_OPENED = 200;

/**
 * One round of the planner: opens what the programme says is owed and the ledger lacks, most urgent first; wakes every record whose
 * time passed an interval ago, which heals lost runs and signals; and has every outbox drained in which something is due, and every
 * tracker looked after whose breaker is open.
 */
export async function openDue(deps: Dependencies): Promise<Round> {
  const now = deps.clock();
  const current = await currentProgramme(deps.register);
  if (!current) return { opened: 0, woken: 0, more: false };
  await tellUncovered(deps, current, now);
  const owed = await owedNow(deps, current, now);
  const batch = owed.slice(0, MOST_OPENED);
  const names = batch.length > 0 ? await deps.register.write((tx) => openRows(tx, current, batch, now)) : [];
  await deps.wake(names);
  const woken = await wakeDue(deps, plusMs(now, -current.programme.pace.planner));
  for (const tracker of await waitingOutboxes(deps, now)) await deps.drain(tracker);
  return {
    opened: names.length,
    woken,
    more: owed.length > batch.length,
  };
}

/**
 * @returns what is to be opened now. What a tracker has that was not surveyed since a restore waits; what was opened in the time that
 * the register has forgotten has the dates that it had then, for it was not opened late.
 */
async function owedNow(deps: Dependencies, current: Current, now: Instant): Promise<PlannedOccurrence[]> {
  const { register } = deps;
  const { programme } = current;
  const ledger = await ledgerOf(register, current);
  const held = await heldTrackers(deps, current);
  const owed = plan(programme, calendarOn(current.programme, now), ledger, now).open;
  // The oldest first, so that of a ticket and its successor the first one's creation counts: it is set last.
  const created = new Map((await register.strays()).reverse().map((s) => [recordOf(s.key).key, s.created]));
  const duties = new Map(owedBy(programme).map((d) => [d.id, d]));
  const { instance } = programme;
  return owed
    .filter(({ duty }) => !held.has(duties.get(duty)?.tracker ?? ''))
    .map((occurrence) => {
      const slots = stagesOf(duties.get(occurrence.duty)?.kind ?? 'review');
      const then = earliest(...slots.map((slot) => created.get(keyOf({ instance, ...occurrence, slot }))));
      if (then === undefined || occurrence.openedLateBy === 0 || then >= now) return occurrence;
      const identity = identityOf(occurrence);
      const opened = plan(programme, calendarOn(current.programme, then), ledger, then).open;
      return opened.find((o) => identityOf(o) === identity) ?? occurrence;
    });
}

/** Trackers that a restored register has not surveyed yet; it is done here too, for a sweep may be asleep for long. */
async function heldTrackers(deps: Dependencies, current: Current): Promise<ReadonlySet<string>> {
  const { programme } = current;
  const held = new Set<string>();
  for (const { id } of programme.trackers) {
    // One whose breaker is open is not asked.
    const tickets = (await deps.register.breaker(id)) ? undefined : deps.trackers.get(id);
    const known = tickets
      ? await surveyed(deps, tickets, programme).catch((error) => unreached(deps, id, error))
      : !(await doubtOf(deps.register, id));
    if (known) await tellStrays(deps, current, id);
    else held.add(id);
  }
  return held;
}

/** The sweep tells of trackers that do not answer. */
function unreached(deps: Dependencies, tracker: string, error: unknown): false {
  if (!(error instanceof TrackerError)) throw error;
  deps.log('tracker could not be surveyed', { tracker, ...reasonOf(error) }, 'warn');
  return false;
}

/** @returns what the plan is compared with: since when each cadence counts, and what was ever opened. */
export async function ledgerOf(register: Pick<Reads, 'identities'>, current: Current): Promise<Ledger> {
  return { applied: new Map(Object.entries(current.applied)), identities: await register.identities() };
}

/** Inserts occurrence rows that are not there yet; each is opened at most once, ever. @returns those that are new. */
export async function openRows(tx: Tx, current: Current, batch: PlannedOccurrence[], now: Instant): Promise<Sleeper[]> {
  const opened: Sleeper[] = [];
  for (const occurrence of batch) {
    const key = keyOf({ instance: current.programme.instance, ...occurrence, slot: '' });
    if (await tx.load('occurrence', key)) continue;
    const duty = dutyNamed(current.programme, occurrence.duty);
    if (!duty) continue;
    const planned: OccurrenceEvents['planned'] = { occurrence, kind: duty.kind, title: { text: duty.title } };
    const body = jsonOf(planned);
    await tx.append([{ stream: occurrenceStream(key), kind: 'planned', actor: 'engine', at: now, body }]);
    await tx.hint('occurrence', key, { wake_at: now });
    opened.push({ table: 'occurrence', key, kind: duty.kind });
  }
  return opened;
}

/** Where something is due, and where a tracker has to be checked before anything can be. */
async function waitingOutboxes({ register }: Dependencies, now: Instant): Promise<string[]> {
  return [...new Set([...(await register.dueOutboxes(now)), ...(await register.openBreakers())])];
}
