import type { PersonId } from './programme.ts';
import type { Message } from './ticket.ts';
import type { Deadline, Instant } from './time.ts';

/** What goes outward first when a tracker's budget is short. */
export const priority = { escalation: 0, reply: 1, opening: 2, block: 3 } as const;

/** What a chase says where it stands beside others in one message. */
export interface ChaseLine {
  /** What, when, what is missing, who. */
  line: string;
  due: Deadline;
  /** Of the ticket; empty before there is one. */
  url: string;
  /**
   * What it asks for, or waits for: once that has come, nobody hears of it. `overdue` a major's resolution, `reading` that of the ticket,
   * `action` the agreement to one that was added to the plan, `proposal` whether it is a major.
   */
  asks:
    | 'work'
    | 'verification'
    | 'extension'
    | 'waiver'
    | 'auditor'
    | 'plan'
    | 'action'
    | 'proposal'
    | 'resolution'
    | 'overdue'
    | 'reading';
  /** It waits for whoever it is sent to; others are told so that they can help. */
  own?: true;
}

/**
 * Something to be done outside, written with the decision and delivered from the outbox. `key` is unique for ever: the same decision
 * taken twice is delivered once.
 */
export type Effect =
  /**
   * Create the ticket or make its owned parts as the record's state says; `assign` also puts the assignee back, into an empty place or
   * that of `over` (account ids), for whoever took it over after the reading stays; `reopen` undoes a close; `must` rewrites the text however often it was (a redaction); `takeOver` puts the engine's part into a ticket that lost its end marker, for a person said that it is this record's.
   * Without `reopen` a close that came after the reading stands until it is judged.
   */
  | {
      kind: 'ensure';
      key: string;
      priority: number;
      assign: boolean;
      over?: string[];
      reopen: boolean;
      must?: true;
      takeOver?: true;
    }
  | { kind: 'comment'; key: string; priority: number; text: Message; told: PersonId[] }
  /**
   * `digest` waits for the person's weekly message; `gathered` may be joined with others of the person's day, and `chase` says that it
   * counts among the day's chases; nothing goes out before `notBefore`.
   */
  | {
      kind: 'notice';
      key: string;
      priority: number;
      to: PersonId;
      subject: string;
      lines: string[];
      digest: boolean;
      gathered: boolean;
      chase?: ChaseLine;
      notBefore: Instant;
    };

/** @returns the key of an effect: the record, which of its tickets, and a name that tells it apart among its own. */
export function effectKey(record: string, generation: number, name: string): string {
  return `${record}:${generation}:${name}`;
}

/**
 * @returns the ticket's owned parts made anew as the state says when delivered; whoever holds it and whether it is closed stay as they are.
 * @param options.as its priority; that of a block unless said.
 */
export function redrawing(
  record: string,
  generation: number,
  name: string,
  options: { must?: true; takeOver?: true; as?: number } = {},
): Effect {
  const { as: urgency = priority.block, ...more } = options;
  const key = effectKey(record, generation, `ensure:${name}`);
  return { kind: 'ensure', key, priority: urgency, assign: false, reopen: false, ...more };
}
