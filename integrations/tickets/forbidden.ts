import { Forbidden, TrackerError } from './errors.ts';
import type { Health } from './port.ts';

/**
 * Finds out what a 403 about one ticket is about, by the question that closes a breaker: what that question does not find would open the
 * breaker again and again (decision 080).
 * @param check the port's. @param isOfAll whether the tracker's words say by themselves that it is about the whole target.
 * @throws TrackerError `refused` (`access`) where the target lacks nothing, `unauthorised` with what it lacks, or what the question met.
 */
export async function judged<T>(
  work: Promise<T>,
  check: () => Promise<Health>,
  isOfAll: (said: string) => boolean = () => false,
): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof Forbidden) || isOfAll(error.message)) throw error;
    const { target, shortcomings } = await check();
    const lacking = shortcomings.find(({ blocks }) => blocks);
    if (!lacking) throw error.ofTicket(target);
    throw new TrackerError(`${error.message}; ${lacking.found}. Next: ${lacking.fix}`, { kind: 'unauthorised' });
  }
}
