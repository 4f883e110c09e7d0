import { StreamConflict } from '../register/errors.ts';
import type { Loaded, RecordName } from '../register/records.ts';
import type { NewEffect } from '../register/effects.ts';
import type { Effect } from '../rules/effect.ts';
import { type Organisation, personById } from '../rules/organisation.ts';
import { advanceTask } from '../rules/task/advance.ts';
import type { TaskState } from '../rules/task/state.ts';
import { earliest, type Instant, later, plusMs } from '../rules/time.ts';
import type { Decision } from '../rules/turn.ts';
import { deliver } from './deliver.ts';
import { DIGEST } from './digest.ts';
import type { Dependencies } from './dependencies.ts';
import { loadOrganisation } from './organisation.ts';
import { loadTicketed, streamOf } from './records.ts';
import { seeTask } from './see.ts';

export interface Stepped {
  ended: boolean;
  /** When to step again at the latest. */
  wakeAt: Instant;
}

const RETRY_MS = 15_000;

/**
 * One step of a task or nonconformity: read its ticket, decide, write the decision in one transaction, deliver what it asks for.
 * Safe to repeat and to interrupt anywhere.
 */
export async function step(deps: Dependencies, key: string): Promise<Stepped> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await stepOnce(deps, key);
    } catch (error) {
      if (!(error instanceof StreamConflict) || attempt === 3) throw error;
    }
  }
}

async function stepOnce(deps: Dependencies, key: string): Promise<Stepped> {
  const record = await loadTicketed(deps.register, key);
  const org = await loadOrganisation(deps.register, deps.clock());
  return stepTask(deps, record.row, org);
}

async function stepTask(deps: Dependencies, row: Loaded<TaskState>, org: Organisation): Promise<Stepped> {
  const seen = await seeTask(deps, row.state, org);
  const decision = advanceTask(row.state, row.streamVersion, seen, org, deps.clock());
  await write(deps, { table: 'task', key: row.key }, row.streamVersion, row.state.terms.tracker, decision, org, {
    ...(seen.reading && 'asOf' in seen.reading && { read_at: seen.reading.asOf }),
    ...(seen.reading && 'updated' in seen.reading && { seen_through: seen.reading.updated }),
  });
  const parent = parentOf(row.state);
  const moved = decision.state.stage !== row.state.stage;
  if (moved) await deps.wake([parent]);
  return finish(deps, row.key, row.state.terms.tracker, decision);
}

/** Writes a decision in one transaction. @throws StreamConflict if the record moved on meanwhile: read and decide anew. */
export async function write(
  deps: Dependencies,
  name: RecordName & { table: 'task' | 'nonconformity' },
  version: number,
  tracker: string,
  decision: Decision,
  org: Organisation,
  hints: { read_at?: Instant; seen_through?: Instant },
): Promise<void> {
  const { events, effects, wakeAt, ended } = decision;
  await deps.register.write(async (tx) => {
    await tx.expect(streamOf(name.table, name.key), version);
    if (events.length > 0) await tx.append(events);
    await tx.addEffects(effects.map((e) => outboxRow(e, name.key, tracker, org)));
    await tx.hint(name.table, name.key, { ...hints, wake_at: ended ? null : wakeAt });
  });
}

/** Delivers what the step asked for, and says when to come back: sooner while its ticket still has to be written. */
export async function finish(deps: Dependencies, key: string, tracker: string, decision: Decision): Promise<Stepped> {
  await deliver(deps, { record: key });
  const [left] = await deps.register.effects({ record: key, tracker, states: ['pending', 'leased'] }, 1);
  if (!left) return { ended: decision.ended, wakeAt: decision.wakeAt };
  await deps.drain(tracker);
  const again = later(left.notBefore, plusMs(deps.clock(), RETRY_MS));
  return { ended: false, wakeAt: earliest(decision.wakeAt, again) ?? again };
}

function outboxRow(effect: Effect, record: string, tracker: string, org: Organisation): NewEffect {
  const { key, kind, priority } = effect;
  if (effect.kind !== 'notice') return { key, kind, priority, record, tracker, body: effect };
  const channel = effect.digest ? DIGEST : (personById(org, effect.to)?.channel ?? 'mail');
  return { key, kind, priority, record, tracker: channel, body: effect, notBefore: effect.notBefore };
}

function parentOf(state: TaskState): RecordName {
  const { origin } = state.terms;
  if ('occurrence' in origin) return { table: 'occurrence', key: origin.occurrence };
  return { table: 'nonconformity', key: origin.nonconformity };
}
