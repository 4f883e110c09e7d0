import { barredFrom, deciders } from '../authority.ts';
import { type Organisation, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { riskOwnerIn } from '../risk/owner.ts';
import type { TaskState } from '../task/state.ts';

/** @returns who approves a concession: top management, but for whoever asks for it or owns the risk. */
export function conceders(state: TaskState, org: Organisation): PersonId[] {
  return deciders([topManagement(org)], barredFromConceding(state, org));
}

/** @returns who may not approve it: whoever asks for it or owns the risk, when it was asked or, while somebody else is left, now. */
export function barredFromConceding(state: TaskState, org: Organisation): PersonId[] {
  const { barred = [] } = state.terms;
  const owner = state.riskOwners ? [riskOwnerIn(state)] : [];
  return [...barred, ...barredFrom([topManagement(org)], owner, barred)];
}
