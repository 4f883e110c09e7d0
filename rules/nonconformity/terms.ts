import type { Words } from '../event.ts';
import type { Clocks, Grade, Ladder, PersonId } from '../programme.ts';
import type { Instant, LocalDate } from '../time.ts';

/** Where a nonconformity comes from: a duty missed or waived, or a person who found it. */
export type Source =
  | {
      kind: 'missed' | 'waived';
      occurrence?: string;
      task: { key: string; display: string; number?: string; url?: string };
    }
  | { kind: 'person'; by: PersonId };

/** The terms a nonconformity was raised under (10.2); later versions of the programme do not change them. */
export interface NonconformityTerms {
  key: string;
  /** As people call it: `NC-2027-014`. */
  display: string;
  title: Words;
  /** What was not fulfilled, in a sentence: the ticket's first line. */
  nature: Words;
  /** What shows it, and which requirement it is; links as `[text](address)`. */
  evidence?: Words;
  clauses: string[];
  process: string;
  source: Source;
  /** When it happened: a missed duty's hard limit. */
  dated: LocalDate | Instant;
  /** What the clocks count from: the day raised by whoever found it, or the instant a missed duty was noticed. */
  raisedOn: LocalDate | Instant;
  /** When it was entered in the register. */
  entered: Instant;
  raisedBy: PersonId | 'engine';
  owner: PersonId;
  /** The raiser's own grade; the effective one stands beside it. */
  ownGrade: Grade;
  tracker: string;
  version: number;
  ladder: Ladder;
  clocks: Pick<Clocks, 'minor' | 'major' | 'effectiveness'>;
}
