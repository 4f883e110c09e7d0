import { TrackerError } from '../../integrations/tickets/errors.ts';
import { priority } from '../../rules/effect.ts';
import type { TaskDecision } from '../../rules/task/advance.ts';
import { limitsOf } from '../delivery/limits.ts';
import { noteOutage } from '../delivery/outage.ts';
import type { Dependencies } from '../dependencies.ts';
import { reasonOf } from '../reason.ts';
import { trackerOf } from '../tracker-of.ts';

/** A comment and a close. */
const WRITES = 2;

/** Closes deleted tickets that turned up again, pointing at the present one; what cannot be closed now is tried at the next step. */
export async function retireFormer(deps: Dependencies, { retire, state }: TaskDecision): Promise<void> {
  const { ref } = state.thread;
  if (!ref) return;
  for (const former of retire) {
    if (!(await mayWrite(deps, former.tracker))) return;
    try {
      await trackerOf(deps, former.tracker).retire(former, ref);
    } catch (error) {
      if (!(error instanceof TrackerError)) throw error;
      await noteOutage(deps, former.tracker, error);
      deps.log('former ticket could not be closed', { ticket: former.number, ...reasonOf(error) }, 'warn');
    }
  }
}

async function mayWrite(deps: Dependencies, tracker: string): Promise<boolean> {
  if (await deps.register.breaker(tracker)) return false;
  const limits = (await limitsOf(deps.register))[tracker];
  if (!limits || limits.perMinute < WRITES) return true;
  const request = { tracker, n: WRITES, limits, urgency: priority.block, now: deps.clock() };
  return (await deps.register.takeWrites(request)).ok;
}
