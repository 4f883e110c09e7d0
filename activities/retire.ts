import { TrackerError } from '../integrations/tickets/errors.ts';
import type { TaskDecision } from '../rules/task/advance.ts';
import type { Dependencies } from './dependencies.ts';
import { trackerOf } from './read-ticket.ts';

/** Closes deleted tickets that turned up again, pointing at the present one; what cannot be closed now is tried at the next step. */
export async function retireFormer(deps: Dependencies, { retire, state }: TaskDecision): Promise<void> {
  const { ref } = state.thread;
  if (!ref) return;
  for (const former of retire) {
    try {
      await trackerOf(deps, former.tracker).retire(former, ref);
    } catch (error) {
      if (!(error instanceof TrackerError)) throw error;
      deps.log('former ticket could not be closed', { ticket: former.number, error: error.message });
    }
  }
}
