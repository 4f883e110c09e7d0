import { allPages } from '../../register/records.ts';
import { heard } from '../../rules/acts.ts';
import { asksForAuditor } from '../../rules/audit/auditor.ts';
import { barredFromReview } from '../../rules/nonconformity/people.ts';
import { isVoid } from '../../rules/nonconformity/rounds.ts';
import { awaitedBody, type NonconformityState } from '../../rules/nonconformity/state.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { PersonId } from '../../rules/programme.ts';
import { linkOf } from '../../rules/record-link.ts';
import { risksIn } from '../../rules/risk/owner.ts';
import type { Risk } from '../../rules/risk/state.ts';
import { closingOf } from '../../rules/task/closing.ts';
import { givenSinceOpening } from '../../rules/task/offers.ts';
import { isDemanded } from '../../rules/task/people.ts';
import type { Seen } from '../../rules/task/seen.ts';
import type { TaskState } from '../../rules/task/state.ts';
import type { Ticket, TicketRef } from '../../rules/ticket.ts';
import { reachOf } from '../../rules/whole/parts.ts';
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
    asserted: [],
    // The adapter says "hidden" only while the rest of the target can be read.
    othersReadable: reading !== undefined && !('unread' in reading),
    ...(await besides(deps, state, org)),
  };
  if (!reading || 'unread' in reading || 'gone' in reading) return { seen, sealed: [] };
  if (asksForAuditor(state, reading, org)) seen.work = await workBefore(deps.register, deps.clock());
  if (namesRisk(state, reading, org)) seen.risks = await risksOf(deps);
  if (namesCovering(state, reading, org)) seen.coverings = await coveringsOf(deps, state);
  if (!maybeSubmission(state, reading, org, seen)) return { seen, sealed: [] };
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
  const owners = await ownersSeen(deps, state);
  return {
    ...(Object.keys(owners).length > 0 && { owners }),
    ...(followUp && { followUp }),
    ...(forgottenUntil && { forgottenUntil }),
    ...(await ofNonconformity(deps, state)),
    ...(reappeared.length > 0 && { reappeared }),
    ...(await seeWhole(deps.register, state, org)),
  };
}

/** What the nonconformity of an action, or of an effectiveness review, says of it. */
async function ofNonconformity(deps: Dependencies, { terms }: TaskState): Promise<Partial<Seen>> {
  const { origin, kind, slot } = terms;
  if (!('nonconformity' in origin)) return {};
  const found = await deps.register.load<NonconformityState>('nonconformity', origin.nonconformity);
  if (!found) return {};
  if (kind === 'action')
    return { notAfter: found.state.clocks.resolve, ...(found.state.closed && { closed: linkOf(found.state) }) };
  if (kind !== 'effectiveness-review') return {};
  const body = awaitedBody(found.state);
  const barred = barredFromReview(found.state);
  return { barred, ...(isVoid(found.state, slot) && { void: true }), ...(body && { body }) };
}

/** Whose the risks are now that somebody's word here decides about. */
async function ownersSeen({ register }: Dependencies, state: TaskState): Promise<Record<string, PersonId>> {
  const found = risksIn(state).map((id) => register.loadRows<Risk>('documented', { noun: 'risk', id }, { limit: 1 }));
  const rows = (await Promise.all(found)).flat();
  return Object.fromEntries(rows.map(({ state: { id, owner } }) => [id, owner]));
}

/** The nonconformity of its occurrence, for a ticket that has to name it: missed, or open where waiving it would call for one. */
async function followUpSeen(deps: Dependencies, state: TaskState, org: Organisation): Promise<Seen['followUp']> {
  const { missed, stage } = state;
  const isNamed = (missed && !missed.nonconformity) || (stage === 'open' && isDemanded(state));
  const found = isNamed ? await followUpOf(deps.register, org.programme.instance, state) : undefined;
  if (!found) return undefined;
  const { terms, thread } = found;
  const { ref } = thread;
  return { key: terms.key, display: terms.display, ...(ref && { ticket: { number: ref.number, url: ref.url } }) };
}

async function reappearedOf(deps: Dependencies, former: TicketRef[]): Promise<TicketRef[]> {
  const found: TicketRef[] = [];
  for (const ref of former) {
    const reading = await readTicket(deps, ref);
    if ('category' in reading && reading.category === 'open') found.push(reading.ref);
  }
  return found;
}

/** Whether somebody tells of a treatment that failed, or answers whether one did. */
function namesRisk(state: TaskState, ticket: Ticket, org: Organisation): boolean {
  const { acts } = heard(state.thread, ticket, [], org);
  return acts.some(({ command }) => ['event', 'answer'].includes(command.verb) && /treatment/i.test(command.text));
}

async function risksOf({ register }: Dependencies): Promise<string[]> {
  const rows = await allPages((page) => register.loadRows<Risk>('documented', { noun: 'risk' }, page));
  return rows.map(({ state }) => state.id);
}

/** Whether somebody agrees to leave out what the standard demands, because something else covers it. */
function namesCovering(state: TaskState, ticket: Ticket, org: Organisation): boolean {
  if (state.stage !== 'open' || !isDemanded(state)) return false;
  return heard(state.thread, ticket, [], org).acts.some((a) => a.command.verb === 'approve' && a.command.key);
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

function maybeSubmission(state: TaskState, ticket: Ticket, org: Organisation, seen: Seen): boolean {
  const { acts } = heard(state.thread, ticket, [], org);
  // A rejection opens the task again, and what was handed in after it is judged in the same step.
  if (state.stage !== 'open' && !acts.some((act) => act.command.verb === 'reject')) return false;
  const { whole, opens } = state.terms;
  // What hands itself in is frozen like a close.
  if (whole && reachOf(whole, seen.parts ?? [], opens).met) return true;
  // Minutes that lack nothing are handed in by their signature.
  if (acts.some((act) => act.command.verb === 'sign')) return true;
  return closingOf(state, ticket, acts, org, seen.forgottenUntil) !== undefined;
}
