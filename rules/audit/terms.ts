import type { Words } from '../event.ts';
import type { Competence, PersonId } from '../programme.ts';
import type { Instant } from '../time.ts';

/** How an auditor grades a finding; a concern and an opportunity for improvement raise no nonconformity. */
export const AUDIT_GRADES = ['major', 'minor', 'concern', 'ofi'] as const;
export type AuditGrade = (typeof AUDIT_GRADES)[number];

/** That somebody's competence and independence were looked at, and what stood against them; [] if nothing did. */
export interface Check {
  person: PersonId;
  at: Instant;
  because: 'opening' | 'scope' | 'reassigned' | 'finding';
  rows: string[];
  competence?: Competence;
  bars: Words[];
}

/** Of a task of an internal audit: the audit that it belongs to, and whether its auditor may audit it, as its opening found. */
export interface AuditTerms {
  title: Words;
  period: string;
  /** The scope, once it is planned. */
  scope?: string[];
  opening: Omit<Check, 'at' | 'because'>;
}

/** Of a task of an internal audit: who was checked, and who may audit beside whom it opened for. */
export interface AuditState {
  checks: Check[];
  /** Who took it over and waits for the compliance lead. */
  asked?: { person: PersonId; at: Instant; of: PersonId[] };
  approved: { person: PersonId; by: PersonId; at: Instant }[];
  /** Who got the report. */
  reported?: { at: Instant; to: PersonId[]; handedIn?: Instant };
}

/** A finding as its auditor recorded it. `nonconformity` is the key of the one that it raised. */
export interface AuditFinding {
  grade: AuditGrade;
  clause: string;
  process: string;
  owner?: PersonId;
  text: Words;
  by: PersonId;
  at: Instant;
  nonconformity?: string;
}

/** The items of an audit's tasks that a word gives, and the one that is a file. */
export const SCOPE = 'scope';
export const FINDINGS = 'findings';
export const REPORT = 'report';
