import type { Grade } from './programme.ts';
import type { Instant, LocalDate } from './time.ts';

/** What people do differently at each tracker: an adapter prints it in the words of its tracker's own pages. */
export type Idiom =
  | 'close the issue'
  | 'Close the issue'
  | 'close again'
  | ' (to be kept)'
  | 'a link is not enough'
  | 'Hand in what can be kept';

/**
 * Text that the engine writes, in the few shapes that every tracker has. Adapters print it (Markdown, ADF).
 * `command` is a word of the ticket language without prefix; `mention` is a login; `quoted` is text that came from
 * people and is printed inert; `strong` may be an action, or what was found, in people's words, so it refers to no ticket and closes none.
 */
export type Inline =
  | string
  | { strong: string }
  | { code: string }
  | { quoted: string }
  | { command: string }
  | { idiom: Idiom }
  | { mention: string }
  | { link: string; href: string };

export type Paragraph = Inline[];

/** The engine's part of a ticket body. `bullets` and `steps` are one item each per line; `small` is the closing line. */
export type BlockPart =
  | { kind: 'paragraph'; text: Paragraph }
  | { kind: 'quote'; text: Paragraph }
  | { kind: 'steps'; items: Paragraph[] }
  | { kind: 'bullets'; items: Paragraph[] }
  | { kind: 'lines'; items: Paragraph[] }
  | { kind: 'small'; text: Paragraph };
export type Block = BlockPart[];

/** A comment: one paragraph per entry. */
export type Message = Paragraph[];

/** Where a ticket lives, by ids that survive renaming and moving. `number` is what people call it: `#231`, `ISMS-88`. */
export interface TicketRef {
  tracker: string;
  id: string;
  number: string;
  url: string;
}

export type Category = 'open' | 'done' | 'dropped';

/** What a ticket should look like; `ensure` makes it so. People's parts (their text, comments) are not in it. */
export interface Draft {
  key: string;
  display: string;
  title: string;
  block: Block;
  labels: string[];
  /** Login of the assignee, who takes an empty place, or that of `over`; undefined leaves whoever is there. */
  assignee?: string;
  /** Ids of the accounts that the assignee replaces: whoever else was assigned meanwhile stays, and is read. */
  over?: string[];
  /**
   * Set where the caller read the ticket right before, through this very adapter, and decided on that: it need not be read again. Another
   * process may have decided on a newer reading than the last one here.
   */
  justRead?: true;
  /** The block stays as it was last written; all else is made as drafted. */
  keepBlock?: true;
  /** Undefined leaves it as it is; null takes it out, where there is none any more. */
  due?: LocalDate | null;
  /** Of a nonconformity: trackers with a field for it show it there, too; null where it has none any more. */
  grade?: Grade | null;
  /** The ticket that this one is a part of; an adapter that cannot show it leaves it out. */
  parent?: TicketRef;
  /** Undefined leaves it as people have it. */
  category?: Category;
  /** Ids of comments whose command was recorded: they get the `heard` reaction. */
  heard: string[];
  /** The ticket may have lost its end marker: the block is put on top of it then, and what people wrote below. */
  takeOver?: true;
  /** The block as last written, so that text typed inside it can be told apart and moved below. */
  lastWritten?: Block;
  /** Set when an earlier attempt to create may have succeeded: look-ups are repeated before creating. */
  firstTried?: Instant;
  /**
   * Start of the latest attempt that may have written (default `firstTried`). An attempt that ended `uncertain` wrote nothing
   * and does not move it.
   */
  lastTried?: Instant;
}

export interface Account {
  /** Immutable. */
  id: string;
  login: string;
}

export interface Attachment {
  /** Adapter's own id of the bytes; undefined for a bare link. */
  id?: string;
  name: string;
  url: string;
}

/** A comment as people wrote it. `text` has quotes, code and signatures removed; mentions stand as `@login`. */
export interface Comment {
  id: string;
  author: Account;
  at: Instant;
  edited: boolean;
  /** When it was last edited, where it was: what stands in it is given from then on. */
  editedAt?: Instant;
  text: string;
  attachments: Attachment[];
  /** Set on comments that the engine wrote: the dedupe key. */
  key?: string;
}

/** A change of the ticket that is not a comment. */
export interface TicketChange {
  id: string;
  kind: 'closed' | 'reopened' | 'assigned' | 'unassigned' | 'moved';
  by: Account;
  at: Instant;
  /** `closed`: as done or as won't-do; `assigned`/`unassigned`: who. */
  category?: Category;
  account?: Account;
}

export interface Ticket {
  ref: TicketRef;
  /** The tracker's clock when it answered: nothing after this instant has been seen. */
  asOf: Instant;
  updated: Instant;
  createdAt: Instant;
  title: string;
  labels: string[];
  category: Category;
  /** Of the standing close, where category is not open. */
  closed?: { by: Account; at: Instant };
  assignees: Account[];
  /** Null where the tracker has a field for it that is empty; left out where it has none. */
  due?: LocalDate | null;
  comments: Comment[];
  changes: TicketChange[];
  /** Whether the engine's part stands as written, was changed, or lost its end marker. */
  fence: 'intact' | 'altered' | 'missing';
}

export type Gone = { gone: 'deleted' | 'hidden'; asOf: Instant };
export type Reading = Ticket | Gone | { unchanged: true; asOf: Instant };
