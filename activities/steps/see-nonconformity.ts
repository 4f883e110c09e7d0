import { heard } from '../../rules/acts.ts';
import type { Verb } from '../../rules/commands.ts';
import type { ActionOutcome } from '../../rules/nonconformity/outcome.ts';
import type { Seen } from '../../rules/nonconformity/seen.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { Ticket } from '../../rules/ticket.ts';
import type { Dependencies } from '../dependencies.ts';
import { fetchFiles, type Sight } from './fetch-files.ts';
import { readTicket } from './read-ticket.ts';

/** Words that rest on a letter of the certification body. */
const BY_LETTER: Verb[] = ['sent', 'accepted-plan', 'validated', 'regrade', 'extend'];

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
    asserted: [],
    othersReadable: reading !== undefined && !('unread' in reading),
    ...(reading && { reading }),
  };
  if (!state.external || state.closed || !reading || !('comments' in reading)) return { seen, sealed: [] };
  const fetched = await fetchFiles(deps, reading, withLetters(state, reading, org));
  if (!fetched) return { seen: { ...seen, reading: { unread: 'unreachable' } }, sealed: [] };
  return { seen: { ...seen, letters: fetched.files }, sealed: fetched.sealed };
}

/** @returns where letters stand that came with words: the comments with those. */
function withLetters({ thread }: NonconformityState, ticket: Ticket, org: Organisation): Ticket['comments'] {
  const { acts } = heard(thread, ticket, [], org);
  const ids = acts.filter((a) => a.by && BY_LETTER.includes(a.command.verb)).map((a) => a.id.split('/')[0]);
  return ticket.comments.filter(({ id }) => ids.includes(id));
}
