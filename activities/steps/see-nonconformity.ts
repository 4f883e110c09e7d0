import type { Loaded } from '../../register/records.ts';
import { heard } from '../../rules/acts.ts';
import type { Verb } from '../../rules/commands.ts';
import type { ActionOutcome } from '../../rules/nonconformity/outcome.ts';
import type { Seen } from '../../rules/nonconformity/seen.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { FetchedFile } from '../../rules/task/seen.ts';
import type { Ticket } from '../../rules/ticket.ts';
import { writtenIn } from '../delivery/written.ts';
import type { Dependencies } from '../dependencies.ts';
import { fetchFile } from './fetch-file.ts';
import { readTicket } from './read-ticket.ts';

/** Words that rest on a letter of the certification body. */
const BY_LETTER: Verb[] = ['sent', 'accepted-plan', 'validated', 'regrade', 'extend'];

/** @returns what a step of a nonconformity sees: its own ticket with the letters that came with words, and how far its tasks are. */
export async function seeNonconformity(
  deps: Dependencies,
  { state, hints }: Loaded<NonconformityState>,
  actions: ActionOutcome[],
  org: Organisation,
): Promise<Seen> {
  const { ref } = state.thread;
  const reading = ref && (await readTicket(deps, ref));
  const due = writtenIn(hints)?.due;
  const seen: Seen = {
    actions,
    asserted: [],
    othersReadable: reading !== undefined && !('unread' in reading),
    ...(reading && { reading }),
    ...(due && { due }),
  };
  if (!state.external || state.closed || !reading || !('comments' in reading)) return seen;
  const letters = await lettersOf(deps, state, reading, org);
  return letters ? { ...seen, letters } : { ...seen, reading: { unread: 'unreachable' } };
}

/** @returns undefined while a letter cannot be fetched: then nothing is recorded yet. */
async function lettersOf(
  deps: Dependencies,
  { thread }: NonconformityState,
  ticket: Ticket,
  org: Organisation,
): Promise<Record<string, FetchedFile> | undefined> {
  const { acts } = heard(thread, ticket, [], org);
  const ids = acts.filter((a) => a.by && BY_LETTER.includes(a.command.verb)).map((a) => a.id.split('/')[0]);
  const letters: Record<string, FetchedFile> = {};
  for (const { at, attachments } of ticket.comments.filter((c) => ids.includes(c.id))) {
    for (const { id, url } of attachments) {
      if (id === undefined || letters[url] !== undefined) continue;
      const file = await fetchFile(deps, ticket, url, at);
      if (file === undefined) return undefined;
      letters[url] = file;
    }
  }
  return letters;
}
