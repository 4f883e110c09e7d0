import { eventsIn } from '../../register/events.ts';
import type { Reads } from '../../register/register.ts';
import type { TaskEvents } from '../../rules/task/events.ts';
import type { Instant } from '../../rules/time.ts';

/** A rung of a chase that went out. */
export interface Chase {
  at: Instant;
  to: string[];
}

/**
 * @returns who was chased for the work of each task when, oldest first, by its stream; also before it was brought back, of which its state
 * knows nothing any more. Verifiers are not counted.
 */
export async function chasesIn(register: Reads): Promise<Map<string, Chase[]>> {
  const found = new Map<string, Chase[]>();
  for await (const { stream, at, body } of eventsIn(register, { kinds: ['chased'] })) {
    const { of, to } = body as unknown as TaskEvents['chased'];
    if (of === 'task' && to.length > 0) found.set(stream, [...(found.get(stream) ?? []), { at, to }]);
  }
  return found;
}
