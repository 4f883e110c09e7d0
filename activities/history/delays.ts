import { eventsIn } from '../../register/events.ts';
import type { Reads } from '../../register/register.ts';
import type { OccurrenceEvents } from '../../rules/occurrence-state.ts';

/**
 * @returns by how much an outage of the tracker or a late stage moved the dates of each occurrence, in ms, by its stream; the planner's
 * own delay is in its dates from the beginning (domain: missed).
 */
export async function delaysIn(register: Reads): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  for await (const { stream, body } of eventsIn(register, { kinds: ['delayed'] })) {
    const { by } = body as unknown as OccurrenceEvents['delayed'];
    found.set(stream, (found.get(stream) ?? 0) + by);
  }
  return found;
}
