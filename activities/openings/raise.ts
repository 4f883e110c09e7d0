import type { RecordName } from '../../register/records.ts';
import type { Tx } from '../../register/register.ts';
import { dateAt, isLocalDate } from '../../rules/calendar/local-day.ts';
import type { NewEvent } from '../../rules/event.ts';
import { broughtKey, keyOf, keyOfFound } from '../../rules/keys.ts';
import type { Finding, Grounds } from '../../rules/nonconformity/finding.ts';
import { type Raising, raiseFinding, raiseForTask, raiseFrom } from '../../rules/nonconformity/raise.ts';
import { majorFor } from '../../rules/nonconformity/repeats.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { TaskState } from '../../rules/task/state.ts';
import type { FindingCall, NonconformityCall } from '../../rules/task/turn.ts';
import { recordOf } from '../../rules/thread.ts';
import { earliest, type Instant } from '../../rules/time.ts';
import { doubtOf, InDoubt } from '../doubt.ts';
import { followUpKeys } from './follow-up.ts';
import { annotate, noteSimilar } from './recurrence.ts';
import { proposeMajor } from './repeats.ts';

/** A nonconformity that was just raised. */
export interface Raised extends RecordName {
  display: string;
  /** What has to be woken with it: a proposal to the lead that it brought about. */
  also: RecordName[];
}

type Names = Omit<Raising, 'org' | 'now'>;

/** Raises what a task calls for, once for its occurrence. @returns the new record, undefined if it was raised before. */
export async function raiseCalled(
  tx: Tx,
  org: Organisation,
  task: TaskState,
  call: NonconformityCall,
  now: Instant,
): Promise<Raised | undefined> {
  const keys = followUpKeys(org.programme.instance, task);
  const beside = await besideOf(tx, task);
  return once(tx, org, keys, task.terms.version, now, (raising, since) =>
    raiseForTask(raising, task, { ...call, noticed: earliest(call.noticed, since) ?? call.noticed }, beside),
  );
}

async function besideOf(tx: Tx, { terms }: TaskState): Promise<TaskState[]> {
  if (!('occurrence' in terms.origin)) return [];
  const tasks = await tx.tasksOf<TaskState>(terms.origin.occurrence);
  return tasks.map(({ state }) => state).filter(({ terms: { key } }) => key !== terms.key);
}

/**
 * Raises what a record calls for: an audit's finding, a measurement off its target, an incident, a risk that stays too high, minors
 * that repeat. To be called in the transaction that records why.
 * @param about names what calls for it, for ever: the record's key, and where it may call for several, which one.
 * @returns its name and display id, undefined if it was raised before. @throws RangeError as `raiseFrom`.
 */
export function raiseAbout(
  tx: Tx,
  org: Organisation,
  version: number,
  about: string,
  grounds: Grounds,
  now: Instant,
): Promise<Raised | undefined> {
  const { instance } = org.programme;
  const key = keyOf({ instance, duty: '', period: about, cause: grounds.source.kind, slot: 'nonconformity' });
  return once(tx, org, [key], version, now, (raising, since) => {
    const { raisedOn = now } = grounds;
    const from = isLocalDate(raisedOn) ? raisedOn : (earliest(raisedOn, since) ?? raisedOn);
    return raiseFrom(raising, { ...grounds, raisedOn: from });
  });
}

/** Raises the major of a proposal that was accepted, naming its minors. @returns what has to be woken; [] if it was not accepted. */
export async function raiseRepeated(tx: Tx, org: Organisation, task: TaskState, now: Instant): Promise<RecordName[]> {
  const { origin, key, version } = task.terms;
  if (!('minors' in origin)) return [];
  const minors = await Promise.all(origin.minors.map((m) => tx.load<NonconformityState>('nonconformity', m.key)));
  const clauses = minors.flatMap((m) => m?.state.terms.clauses ?? []);
  const grounds = majorFor(task, clauses, org);
  const raised = grounds && (await raiseAbout(tx, org, version, key, grounds, now));
  return raised ? [raised, ...raised.also] : [];
}

/**
 * Raised before, in a time that the register has forgotten, its ticket shows which number it had, when it was entered, and since when its
 * clocks run.
 * @param keys under which it may have been raised before; new, it gets the first one.
 */
async function once(
  tx: Tx,
  org: Organisation,
  keys: [key: string, ...former: string[]],
  version: number,
  now: Instant,
  events: (raising: Raising, since: Instant | undefined) => NewEvent[],
): Promise<Raised | undefined> {
  for (const key of keys) if (await tx.load('nonconformity', key)) return undefined;
  const before = (await tx.strays()).find((s) => keys.includes(recordOf(s.key).key));
  const key = before ? recordOf(before.key).key : keys[0];
  const display = before?.display ?? (await nextDisplay(tx, org, now));
  const entered = earliest(now, before?.created) ?? now;
  const names = { key, display, version };
  return enter(tx, org, names, events({ ...names, org, now: entered }, before?.created), now);
}

/**
 * Raises what a person found.
 * @returns its name and display id.
 * @throws RangeError for an unknown process; InDoubt while numbers that were given away before a restore are not known yet.
 */
export async function raiseFound(
  tx: Tx,
  org: Organisation,
  version: number,
  finding: Finding,
  now: Instant,
): Promise<Raised> {
  await refuseInDoubt(tx, org);
  const display = await nextDisplay(tx, org, now);
  const key = keyOf({
    instance: org.programme.instance,
    duty: '',
    period: display,
    cause: 'found',
    slot: 'nonconformity',
  });
  const names = { key, display, version };
  return enter(tx, org, names, raiseFinding({ ...names, org, now }, finding), now);
}

/** @throws InDoubt while numbers that were given away before a restore are not known yet. */
async function refuseInDoubt(tx: Tx, { programme }: Organisation): Promise<void> {
  for (const { id } of programme.trackers) {
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
  tx: Tx,
  org: Organisation,
  version: number,
  { number, isClosed, events }: { number: string; isClosed: boolean; events(raising: Raising): NewEvent[] },
  now: Instant,
): Promise<Raised & { recorded: number }> {
  await refuseInDoubt(tx, org);
  const key = broughtKey(org.programme.instance, number);
  const display = await nextDisplay(tx, org, now);
  const began = events({ key, display, version, org, now });
  if (!isClosed) return { ...(await enter(tx, org, { key, display, version }, began, now)), recorded: began.length };
  await tx.append(began);
  return { table: 'nonconformity', key, display, also: [], recorded: began.length };
}

/** Raises what was found in the course of a task; once for its cause. @returns the new record, undefined if it was raised before. */
export function raiseInTask(
  tx: Tx,
  org: Organisation,
  { version }: Pick<TaskState['terms'], 'version'>,
  { cause, finding }: FindingCall,
  now: Instant,
): Promise<Raised | undefined> {
  const key = keyOfFound(org.programme.instance, cause);
  return once(tx, org, [key], version, now, (raising) => raiseFinding(raising, finding));
}

async function enter(
  tx: Tx,
  org: Organisation,
  { key, display, version }: Names,
  events: NewEvent[],
  now: Instant,
): Promise<Raised> {
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
async function nextDisplay(tx: Tx, org: Organisation, now: Instant): Promise<string> {
  const year = dateAt(org.programme.zone, now).slice(0, 4);
  const n = await tx.nextCount(`NC-${year}`);
  return `NC-${year}-${String(n).padStart(3, '0')}`;
}
