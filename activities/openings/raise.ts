import type { RecordName } from '../../register/records.ts';
import type { Tx } from '../../register/register.ts';
import { dateAt } from '../../rules/calendar/local-day.ts';
import type { NewEvent } from '../../rules/event.ts';
import { broughtKey, keyOf, keyOfFound } from '../../rules/keys.ts';
import type { Finding } from '../../rules/nonconformity/finding.ts';
import { type Raising, raiseFinding, raiseForTask, raiseFrom } from '../../rules/nonconformity/raise.ts';
import { majorFor } from '../../rules/nonconformity/repeats.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import type { Organisation } from '../../rules/organisation.ts';
import { linkOf } from '../../rules/record-link.ts';
import type { TaskState } from '../../rules/task/state.ts';
import type { FindingCall, NonconformityCall } from '../../rules/task/turn.ts';
import { recordOf } from '../../rules/thread.ts';
import { earliest, type Instant } from '../../rules/time.ts';
import { doubtOf, InDoubt } from '../doubt.ts';
import { followUpKeys, followUpOf, furtherKey } from './follow-up.ts';
import { annotate, noteSimilar } from './recurrence.ts';
import { proposeMajor } from './repeats.ts';

/** A nonconformity that was just raised. */
export interface Raised extends RecordName {
  display: string;
  /** What has to be woken with it: a proposal to the lead that it brought about. */
  also: RecordName[];
}

/** The key of a nonconformity; after it those under which it may have been raised before. */
type Keys = [key: string, ...former: string[]];

/** The transaction in which it is entered, the version of the programme whose rules hold for it, and when. */
export interface Entry {
  tx: Tx;
  org: Organisation;
  version: number;
  now: Instant;
}

/**
 * Raises what a task calls for, once for its occurrence; where that one is closed, its recurrence, for what is closed is never reopened (10.2).
 * @returns the new record, undefined if it was raised before.
 */
export async function raiseCalled(
  entry: Omit<Entry, 'version'>,
  task: TaskState,
  call: NonconformityCall,
): Promise<Raised | undefined> {
  const { instance } = entry.org.programme;
  const last = await followUpOf(entry.tx, instance, task);
  const closed = last?.closed && linkOf(last);
  const beside = await besideOf(entry.tx, task);
  const raise = (raising: Raising, since: Instant | undefined) =>
    raiseForTask(raising, task, { ...call, noticed: earliest(call.noticed, since) ?? call.noticed }, beside, closed);
  const keys: Keys = closed ? [furtherKey(instance, task, call)] : followUpKeys(instance, task);
  return once({ ...entry, version: task.terms.version }, keys, raise);
}

async function besideOf(tx: Tx, { terms }: TaskState): Promise<TaskState[]> {
  if (!('occurrence' in terms.origin)) return [];
  const tasks = await tx.tasksOf<TaskState>(terms.origin.occurrence);
  return tasks.map(({ state }) => state).filter(({ terms: { key } }) => key !== terms.key);
}

/**
 * Raises the major of a proposal that was accepted, naming its minors. @returns what has to be woken; [] if it was not accepted, or was
 * raised before. @throws RangeError as `raiseFrom`.
 */
export async function raiseRepeated(entry: Omit<Entry, 'version'>, task: TaskState): Promise<RecordName[]> {
  const { tx, org } = entry;
  const { origin, key: period, version } = task.terms;
  if (!('minors' in origin)) return [];
  const minors = await Promise.all(origin.minors.map((m) => tx.load<NonconformityState>('nonconformity', m.key)));
  const clauses = minors.flatMap((m) => m?.state.terms.clauses ?? []);
  const grounds = majorFor(task, clauses, org);
  if (!grounds) return [];
  const { instance } = org.programme;
  const key = keyOf({ instance, duty: '', period, cause: grounds.source.kind, slot: 'nonconformity' });
  const raised = await once({ ...entry, version }, [key], (raising, since) =>
    raiseFrom(raising, { ...grounds, raisedOn: earliest(grounds.raisedOn, since) ?? grounds.raisedOn }),
  );
  return raised ? [raised, ...raised.also] : [];
}

/**
 * Raised before, in a time that the register has forgotten, its ticket shows which number it had, when it was entered, and since when its
 * clocks run.
 * @param keys under which it may have been raised before; new, it gets the first one.
 */
async function once(
  entry: Entry,
  keys: Keys,
  events: (raising: Raising, since: Instant | undefined) => NewEvent[],
): Promise<Raised | undefined> {
  const { tx, now } = entry;
  for (const key of keys) if (await tx.load('nonconformity', key)) return undefined;
  const before = (await tx.strays()).find((s) => keys.includes(recordOf(s.key).key));
  const key = before ? recordOf(before.key).key : keys[0];
  const display = before?.display ?? (await nextDisplay(entry));
  const raising = raisingOf({ ...entry, now: earliest(now, before?.created) ?? now }, key, display);
  return enter(entry, raising, events(raising, before?.created));
}

/**
 * Raises what a person found.
 * @returns its name and display id.
 * @throws RangeError for an unknown process; InDoubt while numbers that were given away before a restore are not known yet.
 */
export async function raiseFound(entry: Entry, finding: Finding): Promise<Raised> {
  await refuseInDoubt(entry);
  const display = await nextDisplay(entry);
  const { instance } = entry.org.programme;
  const key = keyOf({ instance, duty: '', period: display, cause: 'found', slot: 'nonconformity' });
  const raising = raisingOf(entry, key, display);
  return enter(entry, raising, raiseFinding(raising, finding));
}

/** @throws InDoubt while numbers that were given away before a restore are not known yet. */
async function refuseInDoubt({ tx, org }: Entry): Promise<void> {
  for (const { id } of org.programme.trackers) {
    if (await doubtOf(tx, id))
      throw new InDoubt(
        `The register was restored or made anew, and ${id} was not asked yet which numbers were given away meanwhile. ` +
          'Start dutybound up, and raise it in two minutes.',
      );
  }
}

/**
 * Enters what was kept before under a number of the organisation's own, once for that. From what is closed nothing follows.
 * @returns its name, and how many events it began with. @throws RangeError, InDoubt as `raiseFound`.
 */
export async function raiseBrought(
  entry: Entry,
  { number, isClosed, events }: { number: string; isClosed: boolean; events(raising: Raising): NewEvent[] },
): Promise<Raised & { recorded: number }> {
  await refuseInDoubt(entry);
  const key = broughtKey(entry.org.programme.instance, number);
  const display = await nextDisplay(entry);
  const raising = raisingOf(entry, key, display);
  const began = events(raising);
  if (!isClosed) return { ...(await enter(entry, raising, began)), recorded: began.length };
  await entry.tx.append(began);
  return { table: 'nonconformity', key, display, also: [], recorded: began.length };
}

/** Raises what was found in the course of a task; once for its cause. @returns the new record, undefined if it was raised before. */
export function raiseInTask(entry: Entry, { cause, finding }: FindingCall): Promise<Raised | undefined> {
  const key = keyOfFound(entry.org.programme.instance, cause);
  return once(entry, [key], (raising) => raiseFinding(raising, finding));
}

function raisingOf({ org, version, now }: Entry, key: string, display: string): Raising {
  return { key, display, version, org, now };
}

async function enter({ tx, org, version, now }: Entry, { key, display }: Raising, events: NewEvent[]): Promise<Raised> {
  await tx.append(events);
  await tx.hint('nonconformity', key, { wake_at: now });
  const raised = await tx.load<NonconformityState>('nonconformity', key);
  if (raised) {
    await annotate(tx, raised.state, events[0]?.actor ?? 'engine', now);
    await noteSimilar(tx, org, raised.state, now);
  }
  const proposal = await proposeMajor(tx, org, key, version, now);
  return { table: 'nonconformity', key, display, also: proposal ? [proposal] : [] };
}

/** `NC-2027-014`: numbered through the year. */
async function nextDisplay({ tx, org, now }: Entry): Promise<string> {
  const year = dateAt(org.programme.zone, now).slice(0, 4);
  const n = await tx.nextCount(`NC-${year}`);
  return `NC-${year}-${String(n).padStart(3, '0')}`;
}
