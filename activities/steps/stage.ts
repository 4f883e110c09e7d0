import type { Sealed } from '../../register/blobs.ts';
import { allPages, type Loaded } from '../../register/records.ts';
import type { Reads, Register, Tx } from '../../register/register.ts';
import type { Documented } from '../../rules/documented.ts';
import { keyOf } from '../../rules/keys.ts';
import { type OccurrenceOutcome, type OccurrenceState, occurrenceStream } from '../../rules/occurrence-state.ts';
import { byText } from '../../rules/order.ts';
import type { DutyKind } from '../../rules/programme.ts';
import type { StageView } from '../../rules/stage.ts';
import {
  asOpened,
  isPacked,
  lackingIn,
  looksBack,
  mayNeedMore,
  meanwhileOf,
  neededBy,
  occurrenceOutcome,
  tasksOfStage,
} from '../../rules/stages.ts';
import type { TaskDraft, TaskState } from '../../rules/task/state.ts';
import { type Instant, plusMs } from '../../rules/time.ts';
import type { Dependencies } from '../dependencies.ts';
import { forgets } from '../doubt.ts';
import { sealPack } from '../management-review/pack.ts';
import { loadOrganisation, programmeOf } from '../organisation.ts';
import { planTask } from '../plan-task.ts';
import { lastTime } from './last-time.ts';
import { pastOf } from './look-back.ts';
import { moveByStage, openedBefore } from './stage-opened.ts';

/** How far a stage is. */
export interface Staged {
  done: boolean;
  wakeAt: Instant;
}

/** Its tasks wake it; this is for what nobody thought of. */
const LONGEST_SLEEP_MS = 30 * 86_400_000;

/** @returns the kind of an occurrence's duty, undefined if a restored register has forgotten it. */
export async function kindOf(deps: Dependencies, key: string): Promise<{ kind?: DutyKind }> {
  const row = await occurrenceOf(deps, key);
  return row ? { kind: row.state.kind } : {};
}

/**
 * One stage of an occurrence: inserts the task rows that it needs and lacks, wakes them, and asks for their outcome. A stage whose tasks
 * open later waits until then. Done once all its tasks have ended, and at once where it needs none. Safe to repeat.
 */
export async function stage(deps: Dependencies, key: string, name: string): Promise<Staged> {
  const now = deps.clock();
  const row = await occurrenceOf(deps, key);
  if (!row) return { done: true, wakeAt: now };
  const tasks = await tasksOf(deps.register, key);
  const begun = tasksOfStage(name, tasks);
  const waits = begun.some((t) => t.stage !== 'ended');
  const wakeAt = plusMs(now, LONGEST_SLEEP_MS);
  // Between its tasks nobody would wake it, were its run lost just then: only the planner. A task of another stage beside it does.
  await note(deps.register, row, tasks, { wakeAt: tasks.some((t) => t.stage !== 'ended') ? wakeAt : now });
  const begins = waits ? meanwhileOf(row.state.kind, name) : name;
  if (!begins || (!waits && begun.length > 0 && !mayNeedMore(row.state.kind, name))) return { done: !waits, wakeAt };
  const seen = await stageView(deps.register, row, tasks, now);
  const packed = isPacked(row.state.kind, begins) && (await sealPack(deps, seen.org, now));
  const view = packed ? { ...seen, pack: packed.pack } : seen;
  const before = await openedBefore(deps.register, view, lackingIn(row.state.kind, begins, view));
  const lacking = lackingIn(row.state.kind, begins, before);
  const opens = lacking.map(({ terms }) => terms.opens).sort()[0];
  if (opens && opens > now) {
    await deps.register.write((tx) => tx.hint('occurrence', key, { wake_at: opens }));
    return { done: false, wakeAt: opens };
  }
  const asDrafted = asOpened(row.state.kind, begins, before);
  if (lacking.length === 0) return { done: !waits, wakeAt };
  const opened = await deps.register.write(async (tx) => {
    await tx.hint('occurrence', key, { wake_at: wakeAt });
    return insertTasks(tx, asDrafted, lacking, packed ? [packed.page] : []);
  });
  await deps.wake(opened.map((task) => ({ table: 'task', key: task })));
  return { done: false, wakeAt };
}

/** Records how an occurrence ended, once its stages are done. */
export async function conclude(deps: Dependencies, key: string): Promise<Staged> {
  const now = deps.clock();
  const row = await occurrenceOf(deps, key);
  if (!row) return { done: true, wakeAt: now };
  const tasks = await tasksOf(deps.register, key);
  const wakeAt = plusMs(now, LONGEST_SLEEP_MS);
  // One that a rejection revived since.
  if (tasks.some((t) => t.stage !== 'ended')) return { done: false, wakeAt };
  const at =
    tasks
      .flatMap((t) => t.endedAt ?? [])
      .sort()
      .at(-1) ?? now;
  await note(deps.register, row, tasks, { ended: { outcome: occurrenceOutcome(row.state.kind, tasks), at } });
  return { done: true, wakeAt };
}

/** A duty of one task: staged and, once that has ended, concluded. */
export async function stageSingle(deps: Dependencies, key: string): Promise<Staged> {
  const staged = await stage(deps, key, 'task');
  return staged.done ? conclude(deps, key) : staged;
}

async function occurrenceOf(deps: Dependencies, key: string): Promise<Loaded<OccurrenceState> | undefined> {
  const row = await deps.register.load<OccurrenceState>('occurrence', key);
  if (row || (await forgets(deps.register))) return row;
  throw new Error(`The register has no occurrence ${key}; run dutybound verify.`);
}

async function tasksOf(register: Register, key: string): Promise<TaskState[]> {
  return (await register.tasksOf<TaskState>(key)).map((t) => t.state);
}

/** @returns what a stage of an occurrence is drafted from. */
export async function stageView(
  register: Reads,
  { key, state }: Loaded<OccurrenceState>,
  tasks: TaskState[],
  now: Instant,
): Promise<StageView> {
  const org = await loadOrganisation(register, now);
  const version = await programmeOf(register, state.version, plusMs(state.opens, state.openedLateBy));
  const last = await lastTime(register, state, org);
  const documented: Documented[] = [];
  for (const noun of neededBy(state.kind))
    for (const { state: found } of await allPages((page) =>
      register.loadRows<Documented>('documented', { noun }, page),
    ))
      documented.push(found);
  const past = looksBack(state.kind) && (await pastOf(register, org.programme.zone, now));
  return { key, occurrence: state, version, org, tasks, documented, now, ...(last && { last }), ...(past && { past }) };
}

/**
 * Inserts the rows of tasks that are not there yet, and moves their occurrence where they are opened late.
 * @param given bytes that they may name. @returns the keys of all.
 */
export async function insertTasks(
  tx: Tx,
  view: StageView,
  drafts: TaskDraft[],
  given: Sealed[] = [],
): Promise<string[]> {
  const { occurrence, version, now } = view;
  await moveByStage(tx, view);
  const inserted: string[] = [];
  for (const draft of drafts) {
    const key = keyOf({ instance: version.instance, ...occurrence, slot: draft.terms.slot });
    inserted.push(key);
    await planTask(tx, { key, name: occurrence.duty }, () => draft, now, { given });
  }
  return inserted;
}

/** Notes what its tasks came to. Missed belongs to the occurrence: the first of its tasks that is missed makes it so. */
async function note(
  register: Register,
  { key, state, streamVersion }: Loaded<OccurrenceState>,
  tasks: TaskState[],
  found: { wakeAt: Instant } | { ended: { outcome: OccurrenceOutcome; at: Instant } },
): Promise<void> {
  const first = tasks.flatMap((t) => t.missed ?? []).sort(byText(({ at }) => at))[0];
  const missed = first && !state.missed ? [{ kind: 'missed', at: first.at, body: { noticed: first.noticed } }] : [];
  const { outcome, at = '' } = 'ended' in found && state.state === 'open' ? found.ended : {};
  const ended = outcome ? [{ kind: 'ended', at, body: { outcome } }] : [];
  const stream = occurrenceStream(key);
  await register.write(async (tx) => {
    await tx.expect(stream, streamVersion);
    await tx.append([...missed, ...ended].map((event) => ({ stream, actor: 'engine', ...event })));
    await tx.hint('occurrence', key, { wake_at: 'wakeAt' in found ? found.wakeAt : null });
  });
}
