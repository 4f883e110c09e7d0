import type { Instant } from '../time.ts';
import { hasDeadline, mayBeExtended } from './clock.ts';
import { currentActions, type NonconformityState } from './state.ts';

/** Whether the plan can still be written: an agreed one is not rewritten. */
export function mayStillPlan({ plan }: NonconformityState): boolean {
  return plan.agreed === undefined;
}

/** Whether it may still be said that nothing is to be done about the cause. */
export function mayNeedNoAction(state: NonconformityState): boolean {
  return mayStillPlan(state) && currentActions(state).length === 0;
}

/** Whether a later deadline that is asked for at that instant, with date and reason, would be put to those who decide (domain: extended). */
export function mayAskForMore(state: NonconformityState, at: Instant): boolean {
  const { extension, clocks } = state;
  return hasDeadline(state) && extension === undefined && at < clocks.resolve.at && mayBeExtended(state);
}
