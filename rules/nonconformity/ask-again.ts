import { askForExtension } from './extension.ts';
import { planWaits } from './plan.ts';
import { askForMajor } from './rounds.ts';
import { askForPlan } from './steps.ts';
import type { NonconformityTurn } from './turn.ts';

const AGAIN = 'again';

/** What waits for a word is asked again in the successor of a deleted ticket (domain: tampering). */
export function askAgain(turn: NonconformityTurn): void {
  const { extension, proposal } = turn.state;
  if (extension) askForExtension(turn, AGAIN);
  if (planWaits(turn.state)) askForPlan(turn, { id: AGAIN, at: turn.now });
  if (proposal) askForMajor(turn, AGAIN);
}
