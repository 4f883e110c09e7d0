import { earliest, type Instant } from '../time.ts';
import { remindByWeek } from '../waiting-for-top.ts';
import { additionWaits } from '../wording/nonconformity/plan.ts';
import { proposalWaits } from '../wording/nonconformity/rounds.ts';
import { unapproved } from './evolve.ts';
import { planApprovers } from './people.ts';
import type { NonconformityTurn } from './turn.ts';

/**
 * Reminds whoever agrees the plan of what no ladder chases: an action that was added to an agreed plan, and a major that is proposed (contact
 * rule 9). @returns when that is due next.
 */
export function remindOfDecisions(turn: NonconformityTurn): Instant | undefined {
  const { state, org } = turn;
  if (state.closed) return undefined;
  const waiting = { deciders: planApprovers(state, org), unchased: true } as const;
  const added = state.plan.agreed && earliest(...unapproved(state).map(({ at }) => at));
  const proposed = state.proposal?.at;
  return earliest(
    added && remindByWeek(turn, { ...waiting, what: 'action', asked: added, notice: () => additionWaits(state, org) }),
    proposed &&
      remindByWeek(turn, { ...waiting, what: 'proposal', asked: proposed, notice: () => proposalWaits(state, org) }),
  );
}
