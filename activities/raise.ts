import type { RecordName } from '../register/records.ts';
import type { Tx } from '../register/register.ts';
import { dateAt } from '../rules/calendar/local-day.ts';
import type { NewEvent } from '../rules/event.ts';
import { keyOf } from '../rules/keys.ts';
import type { Finding } from '../rules/nonconformity/finding.ts';
import { raiseFinding, raiseForTask } from '../rules/nonconformity/raise.ts';
import type { Organisation } from '../rules/organisation.ts';
import type { TaskState } from '../rules/task/state.ts';
import type { FindingCall, NonconformityCall } from '../rules/task/turn.ts';
import { recordOf } from '../rules/thread.ts';
import { earliest, type Instant } from '../rules/time.ts';
import { doubtOf, InDoubt } from './doubt.ts';

/** @returns the key of the one nonconformity that a missed or waived occurrence calls for. */
export function followUpKey(instance: string, task: TaskState, because: NonconformityCall['because']): string {
  const { origin, key } = task.terms;
  const period = 'occurrence' in origin ? origin.occurrence : key;
  return keyOf({ instance, duty: task.terms.duty ?? '', period, cause: because, slot: 'nonconformity' });
}

/** Raises what a task calls for, once for its occurrence. @returns the new record, undefined if it was raised before. */
export async function raiseCalled(
  tx: Tx,
  org: Organisation,
  task: TaskState,
  call: NonconformityCall,
  now: Instant,
): Promise<RecordName | undefined> {
  const key = followUpKey(org.programme.instance, task, call.because);
  if (await tx.load('nonconformity', key)) return undefined;
  // Raised before, in a time that the register has forgotten: its ticket shows which number it had, when it was entered, and since when
  // its clocks run.
  const before = (await tx.strays()).find((s) => recordOf(s.key).key === key);
  const noticed = earliest(call.noticed, before?.created) ?? call.noticed;
  const display = before?.display ?? (await nextDisplay(tx, org, now));
  const entered = earliest(now, before?.created) ?? now;
  const raising = { key, display, org, version: task.terms.version, now: entered };
  return enter(tx, key, raiseForTask(raising, task, { ...call, noticed }), now);
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
): Promise<RecordName & { display: string }> {
  for (const { id } of org.programme.trackers) {
    if (await doubtOf(tx, id))
      throw new InDoubt(
        `The register was restored or made anew, and ${id} was not asked yet which numbers were given away meanwhile. ` +
          'Start dutybound up, and raise it in two minutes.',
      );
  }
  const display = await nextDisplay(tx, org, now);
  const key = keyOf({
    instance: org.programme.instance,
    duty: '',
    period: display,
    cause: 'found',
    slot: 'nonconformity',
  });
  const name = await enter(tx, key, raiseFinding({ key, display, org, version, now }, finding), now);
  return { ...name, display };
}

/** Raises what was found in the course of a task; once for its cause. @returns the new record, undefined if it was raised before. */
export async function raiseInTask(
  tx: Tx,
  org: Organisation,
  { version }: Pick<TaskState['terms'], 'version'>,
  { cause, finding }: FindingCall,
  now: Instant,
): Promise<RecordName | undefined> {
  const { instance } = org.programme;
  const key = keyOf({ instance, duty: '', period: cause, cause: 'found', slot: 'nonconformity' });
  if (await tx.load('nonconformity', key)) return undefined;
  const display = await nextDisplay(tx, org, now);
  return enter(tx, key, raiseFinding({ key, display, org, version, now }, finding), now);
}

async function enter(tx: Tx, key: string, events: NewEvent[], now: Instant): Promise<RecordName> {
  await tx.append(events);
  await tx.hint('nonconformity', key, { wake_at: now });
  return { table: 'nonconformity', key };
}

/** `NC-2027-014`: numbered through the year. */
async function nextDisplay(tx: Tx, org: Organisation, now: Instant): Promise<string> {
  const year = dateAt(org.programme.zone, now).slice(0, 4);
  const n = await tx.nextCount(`NC-${year}`);
  return `NC-${year}-${String(n).padStart(3, '0')}`;
}
