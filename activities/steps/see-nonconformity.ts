import { lettersIn } from '../../rules/nonconformity/letters.ts';
import type { ActionOutcome } from '../../rules/nonconformity/outcome.ts';
import type { Seen } from '../../rules/nonconformity/seen.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { Dependencies } from '../dependencies.ts';
import { fetchFiles, type Sight } from './fetch-files.ts';
import { readTicket } from './read-ticket.ts';

/** @returns what a step of a nonconformity sees: its own ticket with the letters that came with words, and how far its tasks are. */
export async function seeNonconformity(
  deps: Dependencies,
  state: NonconformityState,
  actions: ActionOutcome[],
  org: Organisation,
): Promise<Sight<Seen>> {
  const { ref } = state.thread;
  const reading = ref && (await readTicket(deps, ref));
  const seen: Seen = {
    actions,
    othersReadable: reading !== undefined && !('unread' in reading),
    ...(reading && { reading }),
  };
  if (!state.external || state.closed || !reading || !('comments' in reading)) return { seen, sealed: [] };
  const fetched = await fetchFiles(deps, reading, lettersIn(state, reading, org));
  if (!fetched) return { seen: { ...seen, reading: { unread: 'unreachable' } }, sealed: [] };
  return { seen: { ...seen, letters: fetched.files }, sealed: fetched.sealed };
}
