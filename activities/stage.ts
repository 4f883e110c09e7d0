import type { Loaded } from '../register/records.ts';
import type { Tx } from '../register/register.ts';
import { displayOf, keyOf } from '../rules/keys.ts';
import type { OccurrenceOutcome, OccurrenceState } from '../rules/occurrence-state.ts';
import { occurrenceStream } from '../rules/occurrence-state.ts';
import type { Organisation } from '../rules/organisation.ts';
import type { Programme } from '../rules/programme.ts';
import { type TaskState, taskStream } from '../rules/task/state.ts';
import { termsOfSingle } from '../rules/task/terms.ts';
import { type Instant, plusMs } from '../rules/time.ts';
import type { Dependencies } from './dependencies.ts';
import { forgets } from './doubt.ts';
import { lastTime } from './last-time.ts';
import { loadOrganisation, programmeOf } from './organisation.ts';

/** How far a stage is. */
export interface Staged {
  done: boolean;
  wakeAt: Instant;
}

/** Its tasks wake it; this is for what nobody thought of. */
const LONGEST_SLEEP_MS = 30 * 86_400_000;

/**
 * One stage of an occurrence: inserts the task rows that it needs and lacks, wakes them, and asks for their outcome; once all have
 * ended, records the occurrence's own. Safe to repeat.
 */
export async function stageSingle(deps: Dependencies, key: string): Promise<Staged> {
  const now = deps.clock();
  const row = await deps.register.load<OccurrenceState>('occurrence', key);
  if (!row && (await forgets(deps.register))) return { done: true, wakeAt: now };
  if (!row) throw new Error(`The register has no occurrence ${key}; run dutybound verify.`);
  const [task] = await deps.register.tasksOf<TaskState>(key);
  if (!task) {
    const org = await loadOrganisation(deps.register, now);
    const version = await programmeOf(deps.register, row.state.version);
    const opened = await deps.register.write((tx) => insertTask(tx, row, version, org, now));
    await deps.wake([{ table: 'task', key: opened }]);
    return { done: false, wakeAt: plusMs(now, LONGEST_SLEEP_MS) };
  }
  return record(deps, row, task.state, now);
}

async function insertTask(
  tx: Tx,
  row: Loaded<OccurrenceState>,
  version: Programme,
  org: Organisation,
  now: Instant,
): Promise<string> {
  const occurrence = row.state;
  const key = keyOf({ instance: version.instance, ...occurrence, slot: 'task' });
  if (await tx.load('task', key)) return key;
  const display = await freeDisplay(tx, occurrence.duty, key);
  const last = await lastTime(tx, occurrence, org);
  const names = { occurrence: row.key, key, display, ...(last && { last }) };
  const planned = termsOfSingle(occurrence, version, org, names);
  const body = JSON.parse(JSON.stringify(planned));
  await tx.append([{ stream: taskStream(key), kind: 'planned', actor: 'engine', at: now, body }]);
  await tx.hint('task', key, { wake_at: now });
  await tx.hint('occurrence', row.key, { wake_at: plusMs(now, LONGEST_SLEEP_MS) });
  return key;
}

/** @returns a display id that no other task has. */
export async function freeDisplay(tx: Tx, name: string, key: string): Promise<string> {
  const taken = new Set<string>();
  for (;;) {
    const display = displayOf(name, key, taken);
    if ((await tx.rows('task', { display }, { limit: 1 })).length === 0) return display;
    taken.add(display);
  }
}

async function record(
  deps: Dependencies,
  row: Loaded<OccurrenceState>,
  task: TaskState,
  now: Instant,
): Promise<Staged> {
  const ended = task.stage === 'ended';
  const missed = task.missed && !row.state.missed ? task.missed : undefined;
  const outcome = ended && row.state.state === 'open' ? (task.verdict as OccurrenceOutcome) : undefined;
  const wakeAt = plusMs(now, LONGEST_SLEEP_MS);
  await deps.register.write(async (tx) => {
    await tx.expect(occurrenceStream(row.key), row.streamVersion);
    const stream = occurrenceStream(row.key);
    if (missed)
      await tx.append([{ stream, kind: 'missed', actor: 'engine', at: missed.at, body: { noticed: missed.noticed } }]);
    if (outcome)
      await tx.append([{ stream, kind: 'ended', actor: 'engine', at: task.endedAt ?? now, body: { outcome } }]);
    await tx.hint('occurrence', row.key, { wake_at: ended ? null : wakeAt });
  });
  return { done: ended, wakeAt };
}
