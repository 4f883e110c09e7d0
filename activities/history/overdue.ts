import { eventsIn } from '../../register/events.ts';
import type { Reads } from '../../register/register.ts';
import type { NonconformityEvents } from '../../rules/nonconformity/events.ts';

/** A deadline that a major passed unresolved, and when that was noticed. */
export type Overdue = NonconformityEvents['overdue'];

/**
 * @returns the deadlines that each nonconformity passed as a major, by key, oldest first; of rounds before, too, which its state forgets
 * (domain: clocks).
 */
export async function overdueIn(register: Reads): Promise<Map<string, Overdue[]>> {
  const found = new Map<string, Overdue[]>();
  for await (const { stream, body } of eventsIn(register, { kinds: ['overdue'] })) {
    const [, key = ''] = stream.split('/');
    found.set(key, [...(found.get(key) ?? []), body as unknown as Overdue]);
  }
  return found;
}
