import type { Lease } from '../../register/leases.ts';
import type { Tx } from '../../register/register.ts';
import type { Stray } from '../../register/strays.ts';
import { redrawing } from '../../rules/effect.ts';
import { recordOf, type Thread } from '../../rules/thread.ts';
import type { Instant } from '../../rules/time.ts';
import type { Dependencies } from '../dependencies.ts';
import { doubtOf, InDoubt } from '../doubt.ts';
import { outboxRow } from '../outbox-row.ts';
import { streamOf, type Ticketed } from '../records.ts';
import { tellOpened } from './opened.ts';

/**
 * Gives a record the ticket that it had before, instead of opening another one: where a register was restored or made anew, the survey
 * of its tracker tells which keys have one. Nobody is reassigned by it, and a close stands until it is judged; what people did is read next.
 * @returns false if there is none: then it may be opened.
 * @throws InDoubt while the tracker was not surveyed.
 */
export async function adopted(deps: Dependencies, lease: Lease, record: Ticketed): Promise<boolean> {
  const { register } = deps;
  if (deps.trackers.has(lease.tracker) && (await doubtOf(register, lease.tracker)))
    throw new InDoubt(`${lease.record}: nothing is opened at ${lease.tracker} before it was asked what is there`);
  const { key } = record.row;
  const { thread } = record.row.state;
  const found = latestOf(await register.strays(), lease.tracker, key, thread);
  if (!found) return false;
  const { stray, generation } = found;
  const { tracker, ticketId, number, url, created } = stray;
  await register.write(async (tx) => {
    if (!(await tx.finishEffect(lease.key, { number, adopted: true }))) return;
    if (generation > thread.generation) await tellReplaced(tx, record, generation, created);
    await tellOpened(tx, record, { tracker, id: ticketId, number, url }, created);
    if (thread.blocked) await tellUnblocked(tx, record, deps.clock());
    await tx.dropStray(stray);
    // Its text is the lost register's; it becomes this one's.
    await tx.addEffects([outboxRow(redrawing(key, generation, 'adopted'), key, lease.tracker)]);
    await tx.hint(record.table, key, { wake_at: deps.clock() });
  });
  await deps.wake([{ table: record.table, key }]);
  return true;
}

/**
 * @returns the ticket that stood for a record at the end: one deleted in the time that the register has forgotten was replaced then, by one
 * of a later generation.
 */
function latestOf(strays: Stray[], tracker: string, key: string, { generation: least }: Thread) {
  return strays
    .filter((s) => s.tracker === tracker)
    .map((stray) => ({ stray, ...recordOf(stray.key) }))
    .filter((s) => s.key === key && s.generation >= least)
    .sort((a, b) => b.generation - a.generation)[0];
}

async function tellReplaced(tx: Tx, { table, row }: Ticketed, generation: number, at: Instant): Promise<void> {
  const body = { generation, former: row.state.thread.ref?.number ?? 'a ticket that was deleted before' };
  await tx.append([{ stream: streamOf(table, row.key), kind: 'replaced', actor: 'engine', at, body }]);
}

async function tellUnblocked(tx: Tx, { table, row }: Ticketed, at: string): Promise<void> {
  await tx.append([{ stream: streamOf(table, row.key), kind: 'unblocked', actor: 'engine', at, body: {} }]);
}
