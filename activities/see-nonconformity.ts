import type { ActionOutcome } from '../rules/nonconformity/outcome.ts';
import type { Seen } from '../rules/nonconformity/seen.ts';
import type { NonconformityState } from '../rules/nonconformity/state.ts';
import type { Dependencies } from './dependencies.ts';
import { readTicket } from './read-ticket.ts';

/** @returns what a step of a nonconformity sees: its own ticket, and how far its tasks are. */
export async function seeNonconformity(
  deps: Dependencies,
  state: NonconformityState,
  actions: ActionOutcome[],
): Promise<Seen> {
  const { ref } = state.thread;
  const reading = ref && (await readTicket(deps, ref));
  return {
    actions,
    asserted: [],
    othersReadable: reading !== undefined && !('unread' in reading),
    ...(reading && { reading }),
  };
}
