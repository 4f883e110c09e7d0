import type { Until } from '../../integrations/tickets/port.ts';
import type { Lease } from '../../register/leases.ts';
import type { Tx } from '../../register/register.ts';
import type { Instant } from '../../rules/time.ts';
import type { Dependencies } from '../dependencies.ts';
import { streamOf, type Ticketed } from '../records.ts';

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

/** Records what became of a record by what was sent. */
export async function tell(tx: Tx, record: Ticketed, kind: string, body: object, at: Instant): Promise<void> {
  const stream = streamOf(record.table, record.row.key);
  await tx.append([{ stream, kind, actor: 'engine', at, body: JSON.parse(JSON.stringify(body)) }]);
}
