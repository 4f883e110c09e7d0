import type { Grade, PersonId } from '../programme.ts';
import type { LocalDate } from '../time.ts';

/** What a person says of a nonconformity. Without `owner` it is the process's; without `raisedOn` it counts from now. */
export interface Finding {
  by: PersonId;
  title: string;
  nature: string;
  evidence?: string;
  clauses: string[];
  process: string;
  grade: Grade;
  owner?: PersonId;
  raisedOn?: LocalDate;
  tracker?: string;
  /** `asserted at the command line by USER@HOST`. */
  asserted?: string;
}
