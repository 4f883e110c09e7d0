import type { PersonId } from '../programme.ts';

/** An opportunity for improvement as somebody sees it (10.1). Without `owner` it is the process's. */
export interface Suggestion {
  by: PersonId;
  title: string;
  /** What could be better, in a sentence or two. */
  text: string;
  clauses: string[];
  process: string;
  owner?: PersonId;
  /** What it comes from, where that is a record: an audit's or a measurement's display id. */
  source?: string;
  tracker?: string;
  /** `asserted at the command line by USER@HOST`. */
  asserted?: string;
}
