import type { RecordName } from '../../register/records.ts';
import type { Reads, Tx } from '../../register/register.ts';
import { keyOf } from '../../rules/keys.ts';
import { reviewSlot } from '../../rules/nonconformity/rounds.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import { tasksOf } from '../../rules/nonconformity/tasks.ts';
import type { TaskDraft } from '../../rules/task/state.ts';
import { recordOf } from '../../rules/thread.ts';
import { earliest, type Instant, plusMs } from '../../rules/time.ts';
import type { Dependencies } from '../dependencies.ts';
import { forgets } from '../doubt.ts';
import { loadOrganisation } from '../organisation.ts';
import { planTask } from '../plan-task.ts';
import type { Staged } from './stage.ts';

/** Its tasks wake it; this is for what nobody thought of. */
const LONGEST_SLEEP_MS = 30 * 86_400_000;

/** Inserts the tasks that a nonconformity needs now and lacks, and wakes them. Safe to repeat. */
export async function stageNonconformity(deps: Dependencies, key: string): Promise<Staged> {
  const now = deps.clock();
  const row = await deps.register.load<NonconformityState>('nonconformity', key);
  if (!row && (await forgets(deps.register))) return { done: true, wakeAt: now };
  if (!row) throw new Error(`The register has no nonconformity ${key}; run dutybound verify.`);
  const { state } = row;
  const org = await loadOrganisation(deps.register, now);
  const { instance } = org.programme;
  const drafts = tasksOf(state, org, now, await reviewOpened(deps.register, instance, key, state));
  const slots = new Set((await deps.register.tasksOf(key)).map((t) => t.columns.slot));
  const lacking = drafts.filter((d) => !slots.has(d.terms.slot));
  if (lacking.length > 0)
    await deps.wake(await deps.register.write((tx) => insertTasks(tx, instance, key, lacking, now)));
  const opens = state.verified && state.verified.opens > now ? state.verified.opens : undefined;
  return { done: state.closed !== undefined, wakeAt: earliest(opens, plusMs(now, LONGEST_SLEEP_MS)) ?? now };
}

async function insertTasks(
  tx: Tx,
  instance: string,
  parent: string,
  drafts: TaskDraft[],
  now: Instant,
): Promise<RecordName[]> {
  const inserted: RecordName[] = [];
  for (const draft of drafts) {
    const { kind, slot } = draft.terms;
    const key = taskKey(instance, parent, slot);
    const task = await planTask(tx, { key, name: kind }, () => draft, now);
    if (task) inserted.push(task);
  }
  return inserted;
}

async function reviewOpened(
  register: Reads,
  instance: string,
  parent: string,
  state: NonconformityState,
): Promise<Instant | undefined> {
  if (!state.verified) return undefined;
  const key = taskKey(instance, parent, reviewSlot(state));
  return (await register.strays()).find((stray) => recordOf(stray.key).key === key)?.created;
}

function taskKey(instance: string, parent: string, slot: string): string {
  return keyOf({ instance, duty: '', period: parent, cause: 'nonconformity', slot });
}
