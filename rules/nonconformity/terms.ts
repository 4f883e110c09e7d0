import type { Brought } from '../brought.ts';
import type { Words } from '../event.ts';
import type { Clocks, Grade, Ladder, PersonId } from '../programme.ts';
import type { RecordLink } from '../record-link.ts';
import type { Instant, LocalDate } from '../time.ts';

/**
 * Where a nonconformity comes from: a duty missed or waived, a person who found it, what a record of another kind brought up, minors
 * that repeat on one process, an auditor of the certification body. What it follows from stands in `links`.
 */
export type Source =
  | { kind: 'missed' | 'waived'; occurrence?: string; task: RecordLink }
  | { kind: 'person'; by?: PersonId }
  | { kind: 'finding' | 'measurement' | 'incident' | 'risk' | 'repeats' | 'external' };

/** Stage 1 of an external audit may yield a concern, which has no clock until stage 2 grades it. */
export type NonconformityGrade = Grade | 'concern';

/** The audits of a certification body, as `nc raise --stage` names them. */
export const AUDIT_STAGES = ['1', '2', 'surveillance', 'recertification'] as const;
export type AuditStage = (typeof AUDIT_STAGES)[number];

/** The certification body whose auditor found it, and the last days in time that it gave: they replace the profile's clocks. */
export interface ExternalAudit {
  body: string;
  stage: AuditStage;
  planBy?: LocalDate;
  resolveBy?: LocalDate;
}

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
  /** The records that it follows from: an audit, a measurement, an incident, a risk, the minors that repeat. */
  links?: RecordLink[];
  /** The closed nonconformity that has happened again, where the raiser names it. */
  recurrenceOf?: RecordLink;
  /** When it happened: a missed duty's hard limit. */
  dated: LocalDate | Instant;
  /** What the clocks count from: the day raised by whoever found it, or the instant a missed duty was noticed. */
  raisedOn: LocalDate | Instant;
  /** When it was entered in the register. */
  entered: Instant;
  /** Of one that was brought along only where its file says it. */
  raisedBy?: PersonId | 'engine';
  owner: PersonId;
  /** The raiser's own grade; the effective one stands beside it. */
  ownGrade: NonconformityGrade;
  external?: ExternalAudit;
  tracker: string;
  version: number;
  ladder: Ladder;
  clocks: Pick<Clocks, 'minor' | 'major' | 'effectiveness'>;
  /** Of one that was brought along: the number that people knew it by, and where it came from if not from any of the sources above. */
  brought?: Brought & { number: string; source?: string };
}
