import type { Tx } from '../../register/register.ts';
import { jsonOf } from '../../rules/event.ts';
import type { TicketRef } from '../../rules/ticket.ts';
import type { Instant } from '../../rules/time.ts';
import { streamOf, type Ticketed } from '../records.ts';

/**
 * Records that a record has its ticket now. Whoever names the ticket wants to know its number: an action's nonconformity, a missed
 * task. The planner wakes them if nobody does.
 * @param at when the tracker created it. @param by who said that it is this one, where a person did.
 */
export async function tellOpened(
  tx: Tx,
  { table, row }: Ticketed,
  ref: TicketRef,
  at: Instant,
  by?: string,
): Promise<void> {
  const body = jsonOf({ ref, ...(by && { linked: true }) });
  const actor = by ?? 'engine';
  await tx.append([{ stream: streamOf(table, row.key), kind: 'opened', actor, at, body }]);
  if (table === 'nonconformity') {
    const { source } = row.state.terms;
    if ('task' in source) await tx.hint('task', source.task.key, { wake_at: at });
    return;
  }
  const { origin } = row.state.terms;
  if ('nonconformity' in origin) await tx.hint('nonconformity', origin.nonconformity, { wake_at: at });
}
