import type { Until } from '../../integrations/tickets/port.ts';
import type { Lease } from '../../register/leases.ts';
import type { Tx } from '../../register/register.ts';
import { jsonOf } from '../../rules/event.ts';
import type { PersonId } from '../../rules/programme.ts';
import { whyBlocked } from '../../rules/thread.ts';
import type { Instant } from '../../rules/time.ts';
import type { Dependencies } from '../dependencies.ts';
import { ENGINE_RECORD } from '../engine-record.ts';
import { loadTicketed, streamOf, type Ticketed } from '../records.ts';

/** What was written counts against the budget from now on; and something went out, so what fails next is another outage. */
export async function settle(tx: Tx, lease: Lease, writes: number): Promise<void> {
  if (lease.taken !== undefined) await tx.spendWrites(lease.taken, writes);
  await tx.forgetBreaker(lease.tracker);
}

/** A process that stood still for longer than its lease is no longer the only one: somebody else may have written meanwhile. */
export function hasRunOut({ clock }: Dependencies, { leaseUntil }: Lease): boolean {
  return leaseUntil !== undefined && leaseUntil <= clock();
}

/** What cannot be taken back is sent while the lease holds: a process that stood still finds out right before. */
export function untilOf(lease: Lease): Until {
  return () => lease.leaseUntil ?? lease.created;
}

const MOST = 1_000;

/**
 * Takes back that a record is blocked, once nothing of it waits any more that failed for that reason: what went out or was read just now
 * may be something else than what was refused.
 */
export async function unblock(tx: Tx, record: Ticketed, now: Instant): Promise<void> {
  const { key, state } = record.row;
  const why = whyBlocked(state.thread);
  if (why === undefined) return;
  const waiting = await tx.effects({ record: key, states: ['pending', 'leased', 'failed'] }, MOST);
  if (waiting.some(({ lastError }) => lastError === why)) return;
  await tell(tx, record, 'unblocked', {}, now);
}

/** Records of a message that somebody got it, on the record that it is of; of the engine's own, in the engine's stream. */
export async function tellAccepted(
  tx: Tx,
  { key: effect, record }: Lease,
  { channel, to, accepted }: { channel: 'mail' | 'chat'; to: PersonId; accepted: Instant },
  now: Instant,
): Promise<void> {
  const body = { effect, channel, to: [to] };
  if (record === ENGINE_RECORD) {
    await tx.append([{ stream: ENGINE_RECORD, kind: 'told', actor: 'engine', at: accepted, body }]);
    return;
  }
  const of = await loadTicketed(tx, record);
  await tell(tx, of, 'told', body, accepted);
  await unblock(tx, of, now);
}

/** Finishes notices that nobody is to hear any more. */
export async function dropNotices(
  { register, clock }: Dependencies,
  notices: { key: string; record: string }[],
): Promise<void> {
  if (notices.length === 0) return;
  await register.write(async (tx) => {
    for (const { key, record } of notices) {
      await tx.finishEffect(key, { moot: true });
      if (record !== ENGINE_RECORD) await unblock(tx, await loadTicketed(tx, record), clock());
    }
  });
}

/** Records what became of a record by what was sent. */
export async function tell(tx: Tx, record: Ticketed, kind: string, body: object, at: Instant): Promise<void> {
  const stream = streamOf(record.table, record.row.key);
  await tx.append([{ stream, kind, actor: 'engine', at, body: jsonOf(body) }]);
}
