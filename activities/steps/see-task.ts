import { allPages } from '../../register/records.ts';
import { seenByTask } from '../../rules/nonconformity/seen-by-task.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import type { Organisation } from '../../rules/organisation.ts';
import { risksIn } from '../../rules/risk/owner.ts';
import { currentOf } from '../../rules/risk/reading.ts';
import type { Risk } from '../../rules/risk/state.ts';
import { standsMissed } from '../../rules/task/deadlines.ts';
import { namesFollowUp, toLookAt } from '../../rules/task/look.ts';
import { givenSinceOpening } from '../../rules/task/offers.ts';
import type { Seen } from '../../rules/task/seen.ts';
import type { TaskState } from '../../rules/task/state.ts';
import type { TicketRef } from '../../rules/ticket.ts';
import type { Dependencies } from '../dependencies.ts';
import { forgottenAt } from '../doubt.ts';
import { followUpOf } from '../openings/follow-up.ts';
import { fetchFiles, type Sight } from './fetch-files.ts';
import { workBefore } from './look-back.ts';
import { readTicket } from './read-ticket.ts';
import { seeWhole } from './see-whole.ts';

/** @returns what a step of a task sees: the ticket, and, where it may be a submission, the files and a snapshot. */
export async function seeTask(deps: Dependencies, state: TaskState, org: Organisation): Promise<Sight<Seen>> {
  const { ref } = state.thread;
  const reading = ref && (await readTicket(deps, ref));
  const seen: Seen = {
    ...(reading && { reading }),
    files: {},
    // The adapter says "hidden" only while the rest of the target can be read.
    othersReadable: reading !== undefined && !('unread' in reading),
    ...(await besides(deps, state, org)),
  };
  if (!reading || 'unread' in reading || 'gone' in reading) return { seen, sealed: [] };
  const look = toLookAt(state, reading, org, seen);
  if (look.work) seen.work = await workBefore(deps.register, deps.clock());
  if (look.risks) seen.risks = await risksOf(deps);
  if (look.coverings) seen.coverings = await coveringsOf(deps, state);
  if (!look.submission) return { seen, sealed: [] };
  const fetched = await fetchFiles(deps, reading, givenSinceOpening(state, reading));
  if (!fetched) return { seen: { ...seen, reading: { unread: 'unreachable' } }, sealed: [] };
  const { files, sealed } = fetched;
  const snapshot = deps.register.seal(Buffer.from(JSON.stringify(reading)), 'application/json');
  return { seen: { ...seen, files, snapshot: snapshot.hash }, sealed: [...sealed, snapshot] };
}

/** What the register and other tickets say of a task. */
async function besides(deps: Dependencies, state: TaskState, org: Organisation): Promise<Partial<Seen>> {
  const followUp = await followUpSeen(deps, state, org);
  const reappeared = await reappearedOf(deps, state.thread.former ?? []);
  const forgottenUntil = await forgottenAt(deps.register, state.thread.openedAt);
  return {
    ...(await risksSeen(deps, state)),
    ...(followUp && { followUp }),
    ...(forgottenUntil && { forgottenUntil }),
    ...(await ofNonconformity(deps, state)),
    ...(reappeared.length > 0 && { reappeared }),
    ...(await seeWhole(deps.register, state, org)),
  };
}

/** What its nonconformity says of a task. */
async function ofNonconformity({ register }: Dependencies, { terms }: TaskState): Promise<Partial<Seen>> {
  if (!('nonconformity' in terms.origin)) return {};
  const found = await register.load<NonconformityState>('nonconformity', terms.origin.nonconformity);
  return found ? seenByTask(found.state, terms) : {};
}

/** Whose the risks are now that somebody's word here decides about, and as what the one is rated that a task is about. */
async function risksSeen({ register }: Dependencies, state: TaskState): Promise<Pick<Seen, 'owners' | 'rated'>> {
  const found = risksIn(state).map((id) => register.loadRows<Risk>('documented', { noun: 'risk', id }, { limit: 1 }));
  const rows = (await Promise.all(found)).flat();
  if (rows.length === 0) return {};
  const owners = Object.fromEntries(rows.map(({ state: { id, owner } }) => [id, owner]));
  const about = rows.find(({ state: { id } }) => id === state.terms.risks?.risk?.id)?.state;
  const current = about && currentOf(about);
  if (!current) return { owners };
  const { level, limit, criteria } = current;
  return { owners, rated: { level, limit, criteria } };
}

/**
 * The nonconformity of its occurrence, for a ticket that has to name it: missed, or open where waiving it would call for one. One that is
 * closed follows up nothing that happens after it.
 */
async function followUpSeen(deps: Dependencies, state: TaskState, org: Organisation): Promise<Seen['followUp']> {
  const found = namesFollowUp(state) ? await followUpOf(deps.register, org.programme.instance, state) : undefined;
  if (!found || (found.closed && !standsMissed(state))) return undefined;
  const { terms, thread } = found;
  const { ref } = thread;
  return {
    key: terms.key,
    display: terms.display,
    ...(ref && { ticket: { number: ref.number, url: ref.url } }),
    ...(found.closed && { closed: true }),
  };
}

async function reappearedOf(deps: Dependencies, former: TicketRef[]): Promise<TicketRef[]> {
  const found: TicketRef[] = [];
  for (const ref of former) {
    const reading = await readTicket(deps, ref);
    if ('category' in reading && reading.category === 'open') found.push(reading.ref);
  }
  return found;
}

async function risksOf({ register }: Dependencies): Promise<string[]> {
  const rows = await allPages((page) => register.loadRows<Risk>('documented', { noun: 'risk' }, page));
  return rows.map(({ state }) => state.id);
}

/**
 * Tasks of the duty's other occurrences, but for those that were left out themselves, newest first; each by display id and ticket number. A
 * stage is not covered by another stage of the same occurrence.
 */
async function coveringsOf(deps: Dependencies, { terms }: TaskState): Promise<string[]> {
  const own = 'occurrence' in terms.origin ? terms.origin.occurrence : undefined;
  const rows = await allPages((page) => deps.register.rows('task', { duty: terms.duty ?? null }, page));
  return rows
    .filter((r) => r.key !== terms.key && (own === undefined || r.columns.occurrence !== own))
    .filter((r) => r.columns.state !== 'waived')
    .sort((a, b) => (String(a.columns.opens) < String(b.columns.opens) ? 1 : -1))
    .flatMap(({ columns }) => [columns.display, columns.ticket_number])
    .filter((name) => name !== null)
    .map(String);
}
