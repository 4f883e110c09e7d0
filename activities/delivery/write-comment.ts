import type { Lease } from '../../register/leases.ts';
import type { Effect } from '../../rules/effect.ts';
import type { Dependencies } from '../dependencies.ts';
import { forgottenAt } from '../doubt.ts';
import { loadTicketed } from '../records.ts';
import { trackerOf } from '../tracker-of.ts';
import { hasRunOut, settle, tell, unblock, untilOf } from './sent.ts';

/** A comment is due on a ticket that is not there yet: the opening before it has to go first. */
export class NotOpenedYet extends Error {
  override readonly name = 'NotOpenedYet';
}

/** Writes a comment into the record's ticket, once. @throws TrackerError, NotOpenedYet. */
export async function writeComment(
  deps: Dependencies,
  lease: Lease,
  effect: Effect & { kind: 'comment' },
): Promise<void> {
  const record = await loadTicketed(deps.register, lease.record);
  const { ref, openedAt } = record.row.state.thread;
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
