import { wordsBy } from '../acts.ts';
import { textOf, type Words } from '../event.ts';
import { leads, loginOf, nameOf, type Organisation, personById, personOf } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Thread } from '../thread.ts';
import type { Gone, Ticket } from '../ticket.ts';
import { type Instant, msBetween } from '../time.ts';
import { append, notify, redraw, say, type Turn } from '../turn.ts';
import { deletedNotice, fenceNotice, replacesComment } from '../wording/tampering.ts';

/** A record whose ticket is guarded: a task, or a nonconformity. */
export interface Ticketed {
  thread: Thread;
  assignee: PersonId;
  terms: { tracker: string; title: Words; display: string };
  stage?: string;
  closed?: { at: Instant };
}

const confirmAfter = 3_600_000;

/**
 * A ticket that cannot be found. Deleted is confirmed at once by the tracker's own word, else by two readings an hour apart while
 * another ticket of the same target is readable; then one successor is opened, with the same key and dates (domain: tampering). What
 * has ended needs none: its record stands. @returns whether a successor is opened.
 */
export function missing<S extends Ticketed>(
  turn: Turn<S> & { seen: { othersReadable: boolean } },
  found: Gone,
): boolean {
  const { gone, ref } = turn.state.thread;
  const first = gone?.reason !== found.gone;
  if (first) append(turn, 'gone', { reason: found.gone }, found.asOf, 'engine');
  const since = turn.state.thread.gone?.since ?? found.asOf;
  const confirmed =
    found.gone === 'deleted' || (turn.seen.othersReadable && msBetween(since, found.asOf) >= confirmAfter);
  if (!confirmed || !ref) return false;
  const ended = turn.state.stage === 'ended' || turn.state.closed !== undefined;
  if (!ended) replace(turn, ref.number);
  const { subject, lines } = deletedNotice(textOf(turn.state.terms.title), turn.state.terms.display, ref.number, ended);
  for (const lead of leads(turn.org)) notify(turn, lead, `deleted:${ref.number}`, subject, lines);
  return !ended;
}

function replace<S extends Ticketed>(turn: Turn<S>, former: string): void {
  append(turn, 'replaced', { generation: turn.state.thread.generation + 1, former }, turn.now, 'engine');
  redraw(turn, { opening: true });
  say(turn, 'replaces', replacesComment(former));
}

/**
 * The ticket was moved, and is followed. A tracker that makes it anew at the other place (GitHub) gives its comments other ids there: what
 * was read before is not heard a second time (domain: tampering).
 */
export function follow<S extends Ticketed>(turn: Turn<S> & { seen: { readThrough?: Instant } }, ticket: Ticket): void {
  const { ref } = turn.state.thread;
  if (!ref || ref.url === ticket.ref.url) return;
  const { readThrough } = turn.seen;
  const read = readThrough === undefined || ref.id === ticket.ref.id ? [] : wordsBy(ticket, readThrough);
  append(turn, 'moved', { ref: ticket.ref, ...(read.length > 0 && { read }) }, turn.now, 'engine');
}

/** How far reassignments are followed. */
interface Following {
  /** Takes over only what was reassigned by then, and puts nothing back. */
  upTo?: Instant | undefined;
  /** What was reassigned by then was followed before; who stands there since the last time of all is looked at in any case. */
  since?: Instant | undefined;
}

/**
 * Reassigned in the tracker, each time since it was the assignee's: somebody of the programme takes over from that instant on, anybody else
 * or nobody is put back (domain: authority, whose clock).
 */
export function assignment<S extends Ticketed>(turn: Turn<S>, ticket: Ticket, { upTo, since }: Following): void {
  const places = placesIn(turn.org, ticket);
  // Where the assignee's account is a stranger's now, it cannot be told when they still had the ticket.
  const from = personById(turn.org, turn.state.assignee) ? since : ticket.asOf;
  const seen = places.filter(
    ({ at }, i) => (upTo === undefined || at <= upTo) && (i === places.length - 1 || from === undefined || at > from),
  );
  const anew = seen.slice(seen.findLastIndex(({ people }) => people.includes(turn.state.assignee)) + 1);
  for (const place of anew) takeUp(turn, place);
  const standing = places.at(-1)?.people ?? [];
  if (upTo === undefined && standing.every((person) => person === undefined)) putBack(turn, ticket);
}

function takeUp<S extends Ticketed>(turn: Turn<S>, { at, by, people }: Place): void {
  const to = people.find((person) => person !== undefined);
  if (!to || people.includes(turn.state.assignee)) return;
  append(turn, 'reassigned', { to, ...(by !== undefined && { by }) }, at, 'engine');
  redraw(turn);
}

/** In whose hands a ticket was from an instant on, and who put it there; undefined are those unknown to the programme. */
interface Place {
  at: Instant;
  by?: string;
  people: (PersonId | undefined)[];
}

/** @returns every change of hands, oldest first, told from who stands there now; of a tracker without such a history that alone. */
function placesIn(org: Organisation, { ref, assignees, changes, asOf }: Ticket): Place[] {
  const places: Place[] = [];
  let standing = assignees;
  for (const { kind, at, by, account } of changes.toReversed()) {
    if ((kind !== 'assigned' && kind !== 'unassigned') || !account) continue;
    const people = standing.map((a) => personOf(org, ref.tracker, a));
    places.unshift({ at, by: by.login, people });
    const others = standing.filter((a) => a.id !== account.id);
    standing = kind === 'assigned' ? others : [...others, account];
  }
  return places.length > 0 ? places : [{ at: asOf, people: assignees.map((a) => personOf(org, ref.tracker, a)) }];
}

/** Once for each change: a tracker that does not take the assignee is not asked again and again. */
export function putBack<S extends Ticketed>(turn: Turn<S>, ticket: Ticket): void {
  const { state, org } = turn;
  const last = ticket.changes.findLast((c) => c.kind === 'assigned' || c.kind === 'unassigned');
  const cause = `assign:${last?.id ?? 'never'}`;
  if (!loginOf(org, state.assignee, ticket.ref.tracker) || state.thread.handled.includes(cause)) return;
  const found = ticket.assignees.map((a) => a.login).join(', ') || 'nobody';
  append(turn, 'put-back', { found, cause }, turn.now, 'engine');
  redraw(turn, { assign: ticket.assignees });
}

/** Text typed inside the block is moved below it, once a day; of a lost end marker the lead is told once, and nothing is written. */
export function fence<S extends Ticketed>(turn: Turn<S>, ticket: Ticket): void {
  if (ticket.fence === 'altered') redraw(turn, { once: `altered:${ticket.asOf.slice(0, 10)}` });
  if (ticket.fence !== 'missing' || turn.state.thread.fenceMissing) return;
  append(turn, 'fence-missing', {}, turn.now, 'engine');
  const { title } = turn.state.terms;
  const { subject, lines } = fenceNotice(textOf(title), ticket.ref, nameOf(turn.org, turn.state.assignee));
  for (const lead of leads(turn.org)) notify(turn, lead, 'fence', subject, lines);
}
