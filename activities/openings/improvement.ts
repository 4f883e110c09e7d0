import type { Tx } from '../../register/register.ts';
import { IMPROVEMENT } from '../../rules/improvement/duty.ts';
import { plannedImprovement, raised } from '../../rules/improvement/raise.ts';
import type { Suggestion } from '../../rules/improvement/suggestion.ts';
import { keyOf } from '../../rules/keys.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { Instant } from '../../rules/time.ts';
import type { Sleeper } from '../dependencies.ts';
import { freeDisplay } from '../free-display.ts';
import { currentProgramme } from '../organisation.ts';
import { openRows } from './open-due.ts';

/**
 * Raises an opportunity for improvement (10.1), once for its cause; the workflow of its occurrence leads it.
 * @param seen when it was seen, and what makes it one and the same.
 * @returns its occurrence and what people call it, undefined if it was raised before.
 * @throws RangeError for an unknown process, or before the first `apply`.
 */
export async function raiseImprovement(
  tx: Tx,
  org: Organisation,
  suggestion: Suggestion,
  { cause, at }: { cause: string; at: Instant },
  now: Instant,
): Promise<(Sleeper & { display: string }) | undefined> {
  const current = await currentProgramme(tx);
  if (!current) throw new RangeError('No programme has been applied yet; run dutybound apply.');
  const occurrence = plannedImprovement(org, current.version, cause, at);
  const [opened] = await openRows(tx, current, [occurrence], now);
  if (!opened) return undefined;
  const { instance } = org.programme;
  const display = await freeDisplay(tx, IMPROVEMENT, keyOf({ instance, ...occurrence, slot: 'evaluate' }));
  await tx.append([raised(org, display, opened.key, suggestion, at)]);
  return { ...opened, display };
}
