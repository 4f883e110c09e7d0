import { textOf, type Words } from '../event.ts';
import { leads, loginOf, nameOf, personOf } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Thread } from '../thread.ts';
import type { Account, Gone, Ticket } from '../ticket.ts';
import { type Instant, msBetween } from '../time.ts';
import { append, notify, redraw, say, type Turn } from '../turn.ts';
import { reopenedComment } from '../wording/tampering.ts';
import { pleaseVerify } from '../wording/task.ts';
import { record, type TaskTurn } from './turn.ts';

/** A record whose ticket is guarded: a task, or a nonconformity. */
export interface Ticketed {
  thread: Thread;
  assignee: PersonId;
  terms: { tracker: string; title: Words; display: string };
}

const confirmAfter = 3_600_000;

/**
 * A ticket that cannot be found. Deleted is confirmed at once by the tracker's own word, else by two readings an hour apart while
 * another ticket of the same target is readable; then one successor is opened, with the same key and dates (domain: tampering).
 */
export function missing<S extends Ticketed>(turn: Turn<S> & { seen: { othersReadable: boolean } }, found: Gone): void {
  const { gone, ref } = turn.state.thread;
  if (gone?.reason !== found.gone) append(turn, 'gone', { reason: found.gone }, found.asOf, 'engine');
  const since = turn.state.thread.gone?.since ?? found.asOf;
  if (turn.state.stage === 'ended') return;
  const confirmed = found.gone === 'deleted' || (turn.seen.othersReadable && msBetween(since, found.asOf) >= confirmAfter);
  if (!confirmed || !ref) return;
  const former = ref.number;
  const title = textOf(turn.state.terms.title);
  append(turn, 'replaced', { generation: turn.state.thread.generation + 1, former }, turn.now, 'engine');
  redraw(turn, { opening: true });
  say(turn, 'replaces', [[`This replaces ${former}, which was deleted. Same duty, same due date; what was recorded is kept.`]]);
  for (const lead of leads(turn.org))
    notify(turn, lead, `deleted:${former}`, `Ticket deleted: ${title}`, [
      `${former} (${title}, ${turn.state.terms.display}) was deleted in the tracker. A successor has been opened with the same due date.`,
    ]);
}

/** Reassigned in the tracker: somebody of the programme takes over, anybody else or nobody is put back (domain: authority). */
export function assignment<S extends Ticketed>(turn: Turn<S>, ticket: Ticket): void {
  const { state, org } = turn;
  const { tracker } = state.terms;
  const standing = ticket.assignees.map((a) => personOf(org, tracker, a));
  if (standing.includes(state.assignee)) return;
  const to = standing.find((p) => p !== undefined);
  const by = lastAssigner(ticket);
  if (to) {
    append(turn, 'reassigned', { to, ...(by && { by: by.login }) }, turn.now, 'engine');
    redraw(turn);
    return;
  }
  if (!loginOf(org, state.assignee, tracker)) return;
  const found = ticket.assignees.map((a) => a.login).join(', ') || 'nobody';
  append(turn, 'put-back', { found }, turn.now, 'engine');
  redraw(turn, { assign: true });
}

/** An ended ticket reopened by hand is closed again with one reply; only `reject` revives it. */
export function reopened(turn: TaskTurn, ticket: Ticket): void {
  if (ticket.category !== 'open') return;
  const change = ticket.changes.findLast((c) => c.kind === 'reopened');
  const own = change && change.by.id === turn.org.self[ticket.ref.tracker]?.id;
  if (!change || own || turn.state.thread.handled.includes(`close:${change.id}`)) return;
  record(turn, 'reopened-by-hand', { by: change.by.login, cause: `close:${change.id}` }, change.at, `account:${change.by.id}`);
  redraw(turn);
  if (turn.state.reopenings > 1) return;
  const who = turn.state.terms.verifier ? 'its verifier or the lead can bring it back with ' : 'the lead can bring it back with ';
  say(turn, `reopened:${change.id}`, [['This is recorded as finished, so it was closed again. If it is not right, ', who, { command: 'reject because …' }, '.']]);
}

/** Somebody broke the engine's end marker: nothing is written into the body, and the lead is told once. */
export function fence<S extends Ticketed>(turn: Turn<S>, ticket: Ticket): void {
  if (ticket.fence === 'altered') redraw(turn);
  if (ticket.fence !== 'missing' || turn.state.thread.fenceMissing) return;
  append(turn, 'fence-missing', {}, turn.now, 'engine');
  const title = textOf(turn.state.terms.title);
  for (const lead of leads(turn.org))
    notify(turn, lead, 'fence', `Ticket text damaged: ${title}`, [
      `The line that ends the engine's part of ${ticket.ref.number} is gone, so its text is no longer kept up to date: ${ticket.ref.url}`,
      `Comments and deadlines still count. ${nameOf(turn.org, turn.state.assignee)} can go on working in it.`,
    ]);
}

function lastAssigner(ticket: Ticket): Account | undefined {
  return ticket.changes.findLast((c) => c.kind === 'assigned' || c.kind === 'unassigned')?.by;
}
