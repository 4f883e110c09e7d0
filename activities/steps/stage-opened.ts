import type { Register, Tx } from '../../register/register.ts';
import { jsonOf } from '../../rules/event.ts';
import { keyOf } from '../../rules/keys.ts';
import { type OccurrenceEvents, type OccurrenceState, occurrenceStream } from '../../rules/occurrence-state.ts';
import type { StageView } from '../../rules/stage.ts';
import type { TaskDraft } from '../../rules/task/state.ts';
import { recordOf } from '../../rules/thread.ts';
import { earliest, msBetween } from '../../rules/time.ts';

/** @returns the view with when its tickets were created, where they are there already: in a time that the register has forgotten. */
export async function openedBefore(register: Register, view: StageView, lacking: TaskDraft[]): Promise<StageView> {
  if (lacking.length === 0) return view;
  const { instance } = view.version;
  const keys = lacking.map(({ terms }) => keyOf({ instance, ...view.occurrence, slot: terms.slot }));
  const strays = (await register.strays()).filter(({ key }) => keys.includes(recordOf(key).key));
  const openedAt = earliest(...strays.map(({ created }) => created));
  return openedAt ? { ...view, openedAt } : view;
}

/** The ledger shows the dates that a stage moved which was opened late (domain: missed). */
export async function moveByStage(tx: Tx, { key, occurrence, late, now, openedAt = now }: StageView): Promise<void> {
  const planned = await tx.load<OccurrenceState>('occurrence', key);
  const { due, hardLimit } = occurrence;
  if (!late || !planned || planned.state.due.at === due.at) return;
  const body: OccurrenceEvents['delayed'] = {
    due,
    ...(hardLimit && { hardLimit }),
    by: msBetween(late.since, openedAt),
  };
  const event = { stream: occurrenceStream(key), kind: 'delayed', actor: 'engine', at: now };
  await tx.append([{ ...event, body: jsonOf(body) }]);
}
