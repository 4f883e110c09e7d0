import type { Reads } from '../../register/register.ts';
import type { TableRow } from '../../rules/documented.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { Instant, LocalDate } from '../../rules/time.ts';

/** A table that an auditor may ask for, with what says how complete it is. */
export interface Table {
  name: string;
  /** What its lines are made of. */
  source: string;
  /** Which of them are shown: `all`, or the condition. */
  filter: string;
  /** Instants are in UTC. */
  rows: TableRow[];
  /** In which its readers live. */
  zone: string;
  /** Sequence and hash of the last event that is in it. */
  through: { sequence: number; hash: string };
}

/** What a table is made from. */
export interface Asked {
  /** Sees one state, that of `through`. */
  register: Reads;
  org: Organisation;
  now: Instant;
  /** Of a dated table: only what held on that day. */
  on?: LocalDate;
}

/** How a table is made. */
export interface TableKind {
  source: string;
  /** What it answers, in a few words. */
  about: string;
  rows(asked: Asked): Promise<TableRow[]>;
  /** Its lines begin and end: it can say what held on a day. */
  dated?: true;
}
