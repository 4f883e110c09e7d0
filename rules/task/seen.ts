import type { Work } from '../audit/work.ts';
import type { PersonId } from '../programme.ts';
import type { RecordLink } from '../record-link.ts';
import type { Level } from '../risk/state.ts';
import type { Gone, Ticket, TicketRef } from '../ticket.ts';
import type { Deadline, Instant, LocalDate } from '../time.ts';
import type { Part } from '../whole/parts.ts';

/** Bytes that were fetched, with the hash under which they are kept once an event names it: `null` where the tracker would not hand them over. */
export type FetchedFile = { blob: string; size: number } | null;

/** What a step found outside. `unread` names why the ticket could not be read. */
export interface Seen {
  reading?: Ticket | Gone | { unread: 'unreachable' | 'rate-limited' | 'unauthorised' | 'refused' };
  /** The tracker's instant through which it had been read before. */
  readThrough?: Instant;
  /** The due date as it was last written into the ticket; undefined where nothing says. */
  writtenDue?: LocalDate;
  /** By URL of the attachment. */
  files: Record<string, FetchedFile>;
  /** Hash of the ticket as read, when it may be a submission. */
  snapshot?: string;
  /** An action's: the deadline of its nonconformity as it stands; until it has passed, no date goes beyond it. */
  notAfter?: Deadline;
  /** An action's: its nonconformity, once that is closed. */
  closed?: RecordLink;
  /** An effectiveness review's: what it is to judge fell meanwhile. */
  void?: true;
  /** An effectiveness review's: who owns, planned, or implemented by now what it is to judge. */
  barred?: PersonId[];
  /** An effectiveness review's: the certification body whose letter has to come, too, before its nonconformity closes. */
  body?: string;
  /** The one nonconformity of its occurrence, where it was raised already and may have to be named; with its ticket once it has one. */
  followUp?: { key: string; display: string; ticket?: { number: string; url: string }; closed?: true };
  /** What may cover a demanded duty that is not done: display ids and ticket numbers of the duty's other tasks, newest first. */
  coverings?: string[];
  /** By id, who owns the risks now that the task is about. */
  owners?: Record<string, PersonId>;
  /** An acceptance's: as what its risk is rated now. */
  rated?: Level;
  /** Ids of all risks, where somebody tells of a treatment that failed. */
  risks?: string[];
  /** An internal audit's, where an auditor has to be checked: what people did in the year before. */
  work?: Work[];
  /** While this ticket is hidden: whether another ticket of the same target can be read. */
  othersReadable: boolean;
  /**
   * Until then somebody whose acts the register has forgotten may have followed this ticket (a restored backup): closes that the engine
   * itself undid meanwhile are answered again.
   */
  forgottenUntil?: Instant;
  /** Of a task that is done in parts: each of them. */
  parts?: Part[];
  /**
   * Of a part: the whole, whether that has its ticket, where both are at one tracker, whether it has ended, the later dates that it was
   * given, and the limit that it may still miss.
   */
  whole?: {
    link: RecordLink;
    opened: boolean;
    ended: boolean;
    extended: { from: Deadline; to: Deadline }[];
    limit?: Deadline;
  };
  /** Former tickets of this task, deleted once, that can be read again and are open. */
  reappeared?: TicketRef[];
}
