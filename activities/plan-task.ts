import type { Sealed } from '../register/blobs.ts';
import type { RecordName } from '../register/records.ts';
import type { Tx } from '../register/register.ts';
import { jsonOf, type NewEvent } from '../rules/event.ts';
import { type TaskDraft, taskStream } from '../rules/task/state.ts';
import type { Instant } from '../rules/time.ts';
import { freeDisplay } from './free-display.ts';

/**
 * Records a task as planned, and has it woken: its first step opens its ticket. To be called in the transaction that records why.
 * @param name of the duty, or of what it belongs to: its display id begins with it.
 * @param draft what it is, given its display id.
 * @param also events that stand before it, and bytes that it names.
 * @returns it, undefined if it is there already.
 */
export async function planTask(
  tx: Tx,
  { key, name }: { key: string; name: string },
  draft: (display: string) => TaskDraft,
  now: Instant,
  also: { before?: NewEvent[]; given?: Sealed[] } = {},
): Promise<RecordName | undefined> {
  if (await tx.load('task', key)) return undefined;
  const display = await freeDisplay(tx, name, key);
  const { terms, assignee } = draft(display);
  const body = jsonOf({ terms: { ...terms, key, display }, assignee });
  const { before = [], given } = also;
  await tx.append([...before, { stream: taskStream(key), kind: 'planned', actor: 'engine', at: now, body }], given);
  await tx.hint('task', key, { wake_at: now });
  return { table: 'task', key };
}
