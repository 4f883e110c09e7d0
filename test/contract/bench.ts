import type { InboundRequest, Tickets } from '../../integrations/tickets/port.ts';
import type { Grade } from '../../rules/programme.ts';
import type { TicketRef } from '../../rules/ticket.ts';
import type { Instant } from '../../rules/time.ts';

/** What a server may lack; each is declared with the server, and the tests that need it have to fail there. */
export type Ability =
  | 'due-date'
  | 'parent'
  | 'grade'
  | 'reactions'
  | 'moves'
  | 'conversion'
  | 'removal'
  | 'deletion-proof'
  | 'hiding'
  | 'attachment-bytes'
  | 'dragged-files'
  | 'pinned-files'
  | 'assignability'
  | 'closing-words'
  | 'demands'
  | 'small-pages';

/** Engine's account, staff with the right to write, a stranger who may only read and comment, and somebody outside. */
export const people = { engine: 'dutybound-bot', sam: 'sam', mara: 'mara', stranger: 'eve', outsider: 'otto' } as const;

/** What people do in the tracker's own pages, and what they see there. */
export interface People {
  /** @returns the comment's id. */
  comment(login: string, ref: TicketRef, text: string): Promise<string>;
  editComment(login: string, ref: TicketRef, id: string, text: string): Promise<void>;
  /** `code` and `quote` are words that the tracker shows as code and as a quotation. */
  formatted(words: { own: string; code: string; quote: string }): string;
  /** Text that looks to the tracker as if the engine had marked it with `key`. */
  markedComment(text: string, key: string): string;
  close(login: string, ref: TicketRef, how: 'done' | 'dropped'): Promise<void>;
  reopen(login: string, ref: TicketRef): Promise<void>;
  assign(login: string, ref: TicketRef, to: string): Promise<void>;
  label(login: string, ref: TicketRef, label: string): Promise<void>;
  /** Types a line between the first and the second paragraph of the engine's part. */
  typeInside(login: string, ref: TicketRef, line: string): Promise<void>;
  /** Adds text at the very end, below the engine's part. */
  typeBelow(login: string, ref: TicketRef, text: string): Promise<void>;
  /** Removes the end marker. */
  breakFence(login: string, ref: TicketRef): Promise<void>;
  /** Opens a ticket of their own that looks like this one, marks and labels included. */
  copy(login: string, ref: TicketRef): Promise<void>;
  remove(ref: TicketRef): Promise<void>;
  /** Takes the ticket out of the engine's sight, the rest of the target stays. */
  hide(ref: TicketRef): Promise<void>;
  move(ref: TicketRef): Promise<void>;
  /** Makes the ticket a part of another one. */
  convert(ref: TicketRef, whole: TicketRef): Promise<void>;
  /** The text of a ticket as it stands: the engine's part and what is below it. */
  textOf(ref: TicketRef): Promise<{ block: string; below: string }>;
  /** Whether the engine's acknowledgement shows at a comment. */
  isHeard(ref: TicketRef, comment: string): Promise<boolean>;
  /** Whom the engine's part of a ticket calls, and which other tickets it links or closes by a sign in its text. */
  called(ref: TicketRef): Promise<string[]>;
  /** A ticket's parts beside its text, as people see them. */
  partsOf(ref: TicketRef): Promise<{ grade?: Grade; parent?: string }>;
  /** A file kept for this ticket by the tracker's own host, which hands it over. @returns its address. */
  keepFile(ref: TicketRef, name: string, bytes: Buffer): Promise<string>;
  /** A file dragged into a comment. @returns its address. */
  dragFile(ref: TicketRef, name: string, bytes: Buffer): Promise<string>;
  /** A file put on the ticket without a word. @returns its address. */
  pinFile(ref: TicketRef, name: string, bytes: Buffer): Promise<string>;
  /** Titles of all tickets there are. */
  titles(): Promise<string[]>;
}

export interface Faults {
  /** The next write takes effect, but its answer is lost. */
  loseNextAnswer(): void;
  /** Writes do not show in lists until `heal`. */
  lagLists(): void;
  /** Labels are dropped from writes without a word. */
  dropLabels(): void;
  down(): void;
  refuseToken(): void;
  /** The engine's account may not touch this ticket. */
  forbid(ref: TicketRef): void;
  /** The tracker asks to wait. */
  limit(): void;
  heal(): void;
}

/** One tracker with an adapter on it. */
export interface Bench {
  tickets: Tickets;
  /** Login of the engine's own account, as the tracker spells it; `people.engine` unless the login decides. */
  engine: string;
  people: People;
  faults: Faults;
  /** Writes that took effect so far. */
  writes(): number;
  /** Calls so far. */
  calls(): number;
  now(): Instant;
  /** Lets time go by on both sides, ms. */
  pass(ms: number): Promise<void>;
  /** A webhook as the tracker would send it after `login` touched the ticket, or gave it the label. */
  webhook(ref: TicketRef, login: string, label?: string): Promise<InboundRequest>;
  close(): Promise<void>;
}

export interface BenchOptions {
  /** The most that the server puts on a page. */
  pageSize?: number;
  /** Closing a ticket demands a field that nobody configured. */
  demanding?: boolean;
}
