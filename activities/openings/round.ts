import { isDown } from '../../rules/pace.ts';
import type { Instant } from '../../rules/time.ts';
import type { Dependencies } from '../dependencies.ts';
import { type Current, currentProgramme } from '../organisation.ts';
import { reopenExpired } from './expired-acceptances.ts';
import { admitJoiners } from './joiners.ts';
import { openDue, type Round } from './open-due.ts';

/**
 * A round of the planner: what is owed by interval, and what is owed because something ran out, or somebody is known at last. One that breaks
 * off is none: whoever watches the planner learns of it by the round that is lacking.
 */
export async function round(deps: Dependencies): Promise<Round> {
  const began = deps.clock();
  const opened = await openDue(deps);
  const current = await currentProgramme(deps.register);
  if (!current) return opened;
  await deps.wake(await reopenExpired(deps.register, current, deps.clock()));
  await deps.wake(await admitJoiners(deps.register, current, deps.clock()));
  await noteRound(deps, current, began);
  return opened;
}

/** Notes the round, and with it how long there was none. */
async function noteRound({ register }: Dependencies, { programme }: Current, now: Instant): Promise<void> {
  await register.write(async (tx) => {
    const before = await tx.tick(now);
    if (!before || !isDown(before, now, programme.pace.planner)) return;
    const body = { from: before, until: now };
    await tx.append([{ stream: 'engine', kind: 'downtime', actor: 'engine', at: before, body }]);
  });
}
