import { everyDecisionHasItsAuthority } from './authority.ts';
import { commentsWithinBudget, messagesWithinBudget } from './budgets.ts';
import { noMinorPastItsDeadline } from './grades.ts';
import type { Invariant, Life } from './life.ts';
import { nobodyAcceptedAnothersRisk } from './others-risks.ts';
import { nobodyVerifiedTheirOwnWork } from './own-work.ts';
import { plannedIsRecorded } from './planned.ts';
import { logVerifies, rebuildingChangesNothing } from './record.ts';
import { nothingOverdueInSilence } from './silence.ts';

/** What has to hold over years, whatever people do. One more is one more line. */
const all: ((life: Life) => Invariant)[] = [
  plannedIsRecorded,
  noMinorPastItsDeadline,
  nothingOverdueInSilence,
  nobodyVerifiedTheirOwnWork,
  nobodyAcceptedAnothersRisk,
  everyDecisionHasItsAuthority,
  commentsWithinBudget,
  messagesWithinBudget,
  logVerifies,
  rebuildingChangesNothing,
];

/** @returns every invariant, each held or with what does not hold. */
export function invariantsOf(life: Life): Invariant[] {
  return all.map((holds) => holds(life));
}
