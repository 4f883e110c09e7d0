import { linkOf } from '../record-link.ts';
import type { Seen } from '../task/seen.ts';
import type { TaskState } from '../task/state.ts';
import { barredFromReview } from './people.ts';
import { isVoid } from './rounds.ts';
import { awaitedBody, type NonconformityState } from './state.ts';

/** @returns what an action, or an effectiveness review, has to know of its nonconformity as that stands; nothing for its other tasks. */
export function seenByTask(
  nonconformity: NonconformityState,
  { kind, slot }: TaskState['terms'],
): Pick<Seen, 'notAfter' | 'closed' | 'barred' | 'void' | 'body'> {
  if (kind === 'action') {
    const { clocks, closed } = nonconformity;
    return { notAfter: clocks.resolve, ...(closed && { closed: linkOf(nonconformity) }) };
  }
  if (kind !== 'effectiveness-review') return {};
  const body = awaitedBody(nonconformity);
  const barred = barredFromReview(nonconformity);
  return { barred, ...(isVoid(nonconformity, slot) && { void: true }), ...(body && { body }) };
}
