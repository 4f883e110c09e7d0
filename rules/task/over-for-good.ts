import { personById } from '../organisation.ts';
import type { Paragraph } from '../ticket.ts';
import { hasLeft, nonconformityClosed, wholeEnded } from '../wording/over-for-good.ts';
import type { TaskTurn } from './turn.ts';

/**
 * @returns why `reject` does not bring an ended task back, in a sentence that begins with a name: its nonconformity is closed and never
 * reopened (10.2), or it would end again at once; undefined where it does, and of a task that has not ended.
 */
export function overForGood({ state, seen, org }: TaskTurn): Paragraph | undefined {
  if (state.stage !== 'ended') return undefined;
  if (seen.closed) return nonconformityClosed(org, seen.closed);
  if (state.terms.personal && !personById(org, state.assignee)) return hasLeft(org, state.assignee);
  return seen.whole?.ended ? wholeEnded(seen.whole.link) : undefined;
}
