import type { Dependencies } from '../dependencies.ts';
import { currentProgramme } from '../organisation.ts';
import { reopenExpired } from './expired-acceptances.ts';
import { admitJoiners } from './joiners.ts';
import { openDue, type Round } from './open-due.ts';

/** A round of the planner: what is owed by interval, and what is owed because something ran out, or somebody is known at last. */
export async function round(deps: Dependencies): Promise<Round> {
  const opened = await openDue(deps);
  const current = await currentProgramme(deps.register);
  if (!current) return opened;
  await deps.wake(await reopenExpired(deps.register, current, deps.clock()));
  await deps.wake(await admitJoiners(deps.register, current, deps.clock()));
  return opened;
}
