import type { Lease } from '../../register/leases.ts';
import type { Effect } from '../../rules/effect.ts';
import type { Dependencies } from '../dependencies.ts';
import { forgottenAt } from '../doubt.ts';
import { loadTicketed, type Ticketed } from '../records.ts';
import { trackerOf } from '../tracker-of.ts';
import { hasRunOut, settle, tell, unblock, untilOf } from './sent.ts';

/** A comment is due on a ticket that is not there yet: the opening before it has to go first. */
export class NotOpenedYet extends Error {
  override readonly name = 'NotOpenedYet';
}

/** Writes a comment into the record's ticket, once; one that was meant for a ticket that was deleted since is dropped. @throws TrackerError, NotOpenedYet. */
export async function writeComment(
  deps: Dependencies,
  lease: Lease,
  effect: Effect & { kind: 'comment' },
): Promise<void> {
  const record = await loadTicketed(deps.register, lease.record);
  const { ref, openedAt, generation } = record.row.state.thread;
  // It was being delivered when the ticket was replaced, so that nobody could cancel it, and would hold the successor's opening for ever.
  if (!ref && generationIn(lease) < generation) return drop(deps, lease, record);
  if (!ref) throw new NotOpenedYet(`${lease.record}: its ticket is not open yet, so ${lease.key} waits`);
  const forgotten = await forgottenAt(deps.register, openedAt);
  const tried = lease.tried || forgotten !== undefined || hasRunOut(deps, lease);
  const { id, at, writes } = await trackerOf(deps, lease.tracker).comment(
    ref,
    lease.key,
    effect.text,
    tried,
    untilOf(lease),
  );
  await deps.register.write(async (tx) => {
    const first = await tx.finishEffect(lease.key, { comment: id });
    await settle(tx, lease, writes);
    if (first) await tell(tx, record, 'told', { effect: lease.key, channel: 'comment', to: effect.told }, at);
    if (first) await unblock(tx, record, deps.clock());
    await tx.hint(record.table, lease.record, { written_through: at });
  });
}

/** @returns which of the record's tickets an effect is for, as `effectKey` says it; the latest where the key does not. */
function generationIn({ key, record }: Lease): number {
  const [generation] = key.startsWith(`${record}:`) ? key.slice(record.length + 1).split(':') : [];
  return Number(generation) || Number.POSITIVE_INFINITY;
}

async function drop({ register, clock }: Dependencies, lease: Lease, record: Ticketed): Promise<void> {
  await register.write(async (tx) => {
    await tx.finishEffect(lease.key, { moot: true });
    if (lease.taken !== undefined) await tx.spendWrites(lease.taken, 0);
    await unblock(tx, record, clock());
  });
}
