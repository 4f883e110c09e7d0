import { type NewEvent, textOf, type Words } from './event.ts';
import type { PersonId } from './programme.ts';
import type { TicketRef } from './ticket.ts';
import type { Instant } from './time.ts';

/** What a record knows of its ticket and of the conversation in it; the same for tasks and nonconformities. */
export interface Thread {
  ref?: TicketRef;
  openedAt?: Instant;
  /** Rises with each ticket that replaces a deleted one. */
  generation: number;
  /** Ids of comments and closes that were dealt with, so that each is answered once. */
  handled: string[];
  /** Ids of comments whose command was recorded: they are shown as heard. */
  heard: string[];
  /** `ACCOUNT:WORD` of those who were told that they may not; repeats get no reply. */
  refused: string[];
  /** Comments that the tracker accepted from us; each comment costs people attention (contact rule 5). */
  comments: number;
  gone?: { reason: 'deleted' | 'hidden'; since: Instant };
  /** Deleted tickets that it had before: one that reappears is closed with a link. */
  former?: TicketRef[];
  fenceMissing: boolean;
  /** The tracker refuses what we write, in its words: shown to the lead until it goes through. Earlier logs keep them as a plain string. */
  blocked?: { why: Words | string; since: Instant };
}

/** Bodies of the events that every record with a ticket shares. */
export interface ThreadEvents {
  /** The tracker created the ticket; `linked`: somebody said that this one is it. */
  opened: { ref: TicketRef; linked?: true };
  /** The ticket was moved and is followed. `read`: what was dealt with before, by the ids that it has there. */
  moved: { ref: TicketRef; read?: string[] };
  /** A comment or close was answered and changed nothing. `by`: who wrote it; of a stranger, or where the event's actor says it, without. */
  answered: { cause: string; why: string; refused?: string; by?: PersonId; account?: string };
  /** A word that tells of something else, or adds nothing to what was done already. */
  noted: { why: string; by: PersonId; cause: string };
  /** The provider accepted a comment or notice. */
  told: { effect: string; channel: 'comment' | 'mail' | 'chat'; to: PersonId[] };
  /** The ticket could not be found. */
  gone: { reason: 'deleted' | 'hidden' };
  /** It can be read again, as the same ticket. */
  found: Record<string, never>;
  /** A deleted ticket gets a successor. */
  replaced: { generation: number; former: string };
  'fence-missing': Record<string, never>;
  /** The tracker refused a write, or it cannot be found out whether one went through. */
  blocked: { why: Words | string };
  unblocked: Record<string, never>;
  /** Somebody said that an opening whose outcome was unknown has made no ticket. */
  'ruled-out': { effect: string };
}

export const emptyThread: Thread = {
  generation: 1,
  handled: [],
  heard: [],
  refused: [],
  comments: 0,
  fenceMissing: false,
};

/** @returns why the record is blocked, in the tracker's words; undefined where it is not. */
export function whyBlocked({ blocked }: Thread): string | undefined {
  return typeof blocked?.why === 'string' ? blocked.why : blocked && textOf(blocked.why);
}

/** @returns the key that a record's ticket carries: a deleted ticket's successor has another one. Letters, digits, and hyphens. */
export function ticketKey(key: string, { generation }: Thread): string {
  return generation === 1 ? key : `${key}-${generation}`;
}

/** @returns the key of the record whose ticket carries this one, and its number among that record's tickets, from 1. */
export function recordOf(carried: string): { key: string; generation: number } {
  const [key = '', generation = '1'] = carried.split('-');
  return { key, generation: Number(generation) };
}

/**
 * @param answered the tracker's clock when it last answered about the ticket.
 * @returns when the ticket was last read: one that was not found was not, until it is known to be deleted (domain: whose clock).
 */
export function lastRead({ gone }: Thread, answered: Instant | null | undefined): Instant | undefined {
  return gone ? undefined : (answered ?? undefined);
}

/** @returns the comments with a word that was heard, each once: a second word of a comment has no id that the tracker knows. */
export function shownAsHeard(heard: string[]): string[] {
  return [...new Set(heard.filter(isComment).map((id) => id.split('/')[0] ?? id))];
}

/** The fold of the shared events; any other event that names a `cause` counts as heard, if it says so. */
export function evolveThread(thread: Thread, event: NewEvent): Thread {
  const body = event.body as Record<string, unknown>;
  switch (event.kind) {
    case 'opened': {
      const { gone: _, ...rest } = thread;
      return { ...rest, ref: body.ref as TicketRef, openedAt: thread.openedAt ?? event.at };
    }
    case 'moved':
      return { ...thread, ref: body.ref as TicketRef, ...underOtherIds(thread, body.read as string[] | undefined) };
    case 'answered': {
      const refused = body.refused as string | undefined;
      const handled = [...thread.handled, body.cause as string];
      return { ...thread, handled, refused: refused ? [...thread.refused, refused] : thread.refused };
    }
    case 'told':
      return body.channel === 'comment' ? { ...thread, comments: thread.comments + 1 } : thread;
    case 'gone':
      return { ...thread, gone: { reason: body.reason as 'deleted' | 'hidden', since: event.at } };
    case 'found': {
      const { gone: _, ...rest } = thread;
      return rest;
    }
    case 'replaced': {
      const { ref, gone: _, ...rest } = thread;
      const former = [...(thread.former ?? []), ...(ref ? [ref] : [])];
      return { ...rest, former, generation: body.generation as number, fenceMissing: false };
    }
    case 'blocked':
      return { ...thread, blocked: { why: body.why as Words | string, since: event.at } };
    case 'unblocked': {
      const { blocked: _, ...rest } = thread;
      return rest;
    }
    case 'fence-missing':
      return { ...thread, fenceMissing: true };
    default:
      return heed(thread, body.cause as string | undefined);
  }
}

/** What was heard there can no longer be shown by its old ids. */
function underOtherIds({ handled }: Thread, read: string[] | undefined): Partial<Thread> {
  return read ? { handled: [...handled, ...read], heard: [] } : {};
}

function heed(thread: Thread, cause: string | undefined): Thread {
  if (!cause || thread.handled.includes(cause)) return thread;
  const handled = [...thread.handled, cause];
  return isComment(cause) ? { ...thread, handled, heard: [...thread.heard, cause] } : { ...thread, handled };
}

/** Causes that are no comments carry a colon (`close:…`): nothing in the tracker could show them as heard. */
function isComment(cause: string): boolean {
  return !cause.includes(':');
}
