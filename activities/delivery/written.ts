import type { Block } from '../../rules/ticket.ts';
import type { LocalDate } from '../../rules/time.ts';

/**
 * What was last written into a ticket, so that the next writing can tell people's text apart and repeats no reaction, and a reading what
 * somebody changed by hand.
 */
export interface Written {
  block: Block;
  heard: string[];
  /** Absent where the ticket has none, and in what earlier releases kept. */
  due?: LocalDate;
  /** How often the text of this ticket was rewritten; absent in what earlier releases kept. */
  rewrites?: number;
}

/** @returns what a record's row keeps of it; undefined before its ticket was written. */
export function writtenIn(hints: { written?: string | null }): Written | undefined {
  return hints.written ? (JSON.parse(hints.written) as Written) : undefined;
}
