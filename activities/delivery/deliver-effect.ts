import type { WriteLimits } from '../../register/budget.ts';
import type { Lease } from '../../register/leases.ts';
import type { Effect } from '../../rules/effect.ts';
import type { Dependencies } from '../dependencies.ts';
import { deliverNotice } from './deliver-notice.ts';
import { ensureTicket } from './ensure-ticket.ts';
import { writeComment } from './write-comment.ts';

/**
 * Delivers one leased effect, by itself, and records that the provider accepted it.
 * @param limits of its tracker, if that has any.
 * @param justRead whether the record's ticket was read right before, in this process, for what is decided now.
 * @throws TrackerError, NoticeError, NotOpenedYet, OverBudget, InDoubt.
 */
export async function deliverEffect(
  deps: Dependencies,
  lease: Lease,
  limits?: WriteLimits,
  justRead = false,
): Promise<void> {
  const effect = lease.body as unknown as Effect;
  if (effect.kind === 'ensure') return ensureTicket(deps, lease, effect, { justRead, limits });
  if (effect.kind === 'comment') return writeComment(deps, lease, effect);
  return deliverNotice(deps, lease, effect);
}
