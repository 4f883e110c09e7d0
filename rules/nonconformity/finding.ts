import type { PersonId } from '../programme.ts';
import type { RecordLink } from '../record-link.ts';
import type { Instant, LocalDate } from '../time.ts';
import type { ExternalAudit, NonconformityGrade, NonconformityTerms, Source } from './terms.ts';

/** What a nonconformity is raised for, whatever it comes from. */
export interface Grounds {
  source: Source;
  /** A few words. */
  title: string;
  /** Which requirement is not fulfilled, in a sentence: the ticket's first line. */
  nature: string;
  /** What shows it; links as `[text](address)`. */
  evidence?: string;
  clauses: string[];
  /** Id of the process that it belongs to. */
  process: string;
  /** Default: the process's owner. */
  owner?: PersonId;
  /** As the raiser grades it; stage 1 of an external audit may yield a concern. */
  grade: NonconformityGrade;
  /** The certification body whose auditor found it. */
  external?: ExternalAudit;
  /** Unknown only of what was brought along. */
  raisedBy?: PersonId | 'engine';
  /** What the clocks count from. Default: now. */
  raisedOn?: LocalDate | Instant;
  /** When it happened. Default: `raisedOn`. */
  dated?: LocalDate | Instant;
  /** The records that it follows from. */
  links?: RecordLink[];
  /** The closed nonconformity that has happened again. */
  recurrenceOf?: RecordLink;
  /** Where its ticket opens. Default: the management tracker, or where its owner has an account. */
  tracker?: string;
  /** That it was brought along from what was kept before. */
  brought?: NonconformityTerms['brought'];
  /** `asserted at the command line by USER@HOST`. */
  asserted?: string;
}

/**
 * What a person says of a nonconformity. Without `owner` it is the process's; without `raisedOn` it counts from now; without `source` it is
 * theirs, or the certification body's.
 */
export interface Finding extends Omit<Grounds, 'source' | 'raisedBy' | 'raisedOn' | 'dated'> {
  by: PersonId;
  raisedOn?: LocalDate;
  source?: Source;
}
