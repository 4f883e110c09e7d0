import type { Paragraph } from '../ticket.ts';
import { nonconformityClosed } from '../wording/over-for-good.ts';
import type { TaskTurn } from './turn.ts';

/**
 * @returns why `reject` does not bring an ended task back, in a sentence that begins with a name: its nonconformity is closed and never
 * reopened (10.2); undefined where it does.
 */
export function overForGood({ seen, org }: TaskTurn): Paragraph | undefined {
  return seen.closed && nonconformityClosed(org, seen.closed);
}
