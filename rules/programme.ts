import type { Cadence } from './calendar/cadence.ts';
import type { Target } from './measurement/target.ts';
import type { Pace } from './pace.ts';
import type { Retention } from './retention/terms.ts';
import type { RiskCriteria } from './risk/criteria.ts';
import type { Instant, LocalDate, Span } from './time.ts';
import type { SecretRef, Tracker } from './tracker.ts';

export type { GitHubLogin, GitHubTracker, JiraLogin, JiraTracker, JiraValue, SecretRef, Tracker } from './tracker.ts';

/** A person's id in the programme, such as `mara`. */
export type PersonId = string;

/** Somebody by id, or whoever holds a role (`role:lead`), or a relation to the assignee (`manager`). */
export type Who = string;

/** What a delegation may name beyond doing the work (domain: authority). */
export type Power = (typeof POWERS)[number];
export const POWERS = ['verify', 'extend', 'waive', 'plan', 'risk', 'sign', 'weaken'] as const;

export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;
export type Grade = 'minor' | 'major';

/** The organisation's working calendar. Monday is 1. `workdays` are days worked although they look free. */
export interface WorkingCalendar {
  weekend: Weekday[];
  country?: string;
  region?: string;
  holidays: LocalDate[];
  workdays: LocalDate[];
}

/** Local times between which people are contacted, `HH:MM`; `00:00` to `24:00` on every day means always. */
export interface ContactHours {
  from: string;
  to: string;
  everyDay: boolean;
}

export interface Delegation {
  to: PersonId;
  from?: LocalDate;
  until?: LocalDate;
  powers: Power[];
}

export interface Person {
  id: PersonId;
  name: string;
  mail?: string;
  /** Login per tracker kind, at Jira the account id: `{ github: 'sam-okoro', jira: '5b10ac8d82e05b22cc7d4ef5' }`. */
  accounts: Record<string, string>;
  manager?: PersonId;
  delegate?: Delegation;
  competence?: { auditor?: Competence };
  /** Where notices go; a person with neither mail nor chat hears in the tracker only. */
  channel: 'mail' | 'chat';
}

/** That somebody is competent (7.2): until when, and what shows it. `until` is the last day. */
export interface Competence {
  until: LocalDate;
  proof: string;
}

export interface Process {
  id: string;
  title: string;
  owner: Who;
  /** Where its nonconformities and improvements open: a restricted one for what is about named people. */
  tracker?: string;
}

/** What stands before a command in text about a ticket; a tracker's adapter prints the same, and every tracker takes both. */
export const PREFIX: Record<Tracker['kind'], '/' | '!'> = { github: '/', jira: '!' };

/** Clocks of a nonconformity of one grade: from the day raised or escalated. */
export interface GradeClock {
  plan: Span;
  resolve: Span;
  extensions: number;
}

/** How many minors on one process within a span are put to the lead as a major (domain: repeats). */
export interface Repeats {
  minors: number;
  within: Span;
}

export interface Clocks {
  minor: GradeClock;
  major: GradeClock;
  repeats: Repeats;
  verification: Span;
  verificationByTop: Span;
  effectiveness: Span;
  revival: Span;
  taskExtensions: number;
}

export type Level = (typeof LEVELS)[number];
export const LEVELS = ['assignee', 'manager', 'lead', 'top'] as const;

/** A step of chasing, relative to the due date (`from: due`) or to the hard limit. */
export interface Rung {
  id: string;
  from: 'due' | 'hard-limit';
  /** Negative spans lie before. Days start at the beginning of contact hours. */
  after: Span;
  to: Level[];
  /** Repeated this often after its first time (L1's weekly top management). */
  repeat?: Span;
}

export interface Ladder {
  id: string;
  lead: Span;
  rungs: Rung[];
  hardLimit?: Span;
  contactHours: boolean;
  extensions: boolean;
  /** Top management hears at once, not in the weekly digest (L3, L4). */
  topAtOnce: boolean;
}

export interface EvidenceItem {
  id: string;
  text: string;
  /** Only a file or link satisfies it: "none needed, because" does not. */
  file: boolean;
  /** A bare link is not enough: the bytes must be kept. */
  kept: boolean;
  /** How old what is handed in may be, by the date that its name or words state. */
  maxAge?: Span;
}

export type DutyKind = (typeof DUTY_KINDS)[number] | 'improvement' | 'failed-treatment';
/** What a duty of isms.yaml may be; an improvement is owed by no file, for somebody has to see it first, nor what follows from a failure. */
export const DUTY_KINDS = [
  'evidence-request',
  'review',
  'measurement',
  'document-review',
  'campaign',
  'management-review',
  'risk-assessment',
  'risk-treatment',
  'internal-audit',
  'incident',
  'change',
  'certification',
] as const;

/** What happens beside any interval, and what duties may be owed on (domain, section 5). */
export type OccasionKind = (typeof OCCASIONS)[number];
export const OCCASIONS = ['incident', 'change', 'joiner', 'leaver', 'failed-treatment', 'mover'] as const;

/**
 * What a duty may name under `on`: every occasion of a kind, only leavers who have a part in the programme, or that a competence runs
 * out.
 */
export type OwedOn = (typeof OWED_ON)[number];
export const OWED_ON = [...OCCASIONS, 'role-holder-leaves', 'competence-expires'] as const;

/** What a measurement's value should be, and in which unit it is given. */
export interface Measure {
  target: Target;
  unit?: string;
}

export interface Subject {
  id: string;
  title: string;
  owner?: Who;
  measure?: Measure;
  /** Of a document: where it is, as people find it. */
  location?: string;
}

/** The duty whose nominal dates another one is tied to, and how long before each it is due. */
export interface Before {
  duty: string;
  by: Exclude<Span, { unit: 'ms' }>;
}

/** Something owed again and again (domain, section 3). */
export interface Duty {
  id: string;
  kind: DutyKind;
  title: string;
  /** First line of the ticket, what to do; the due date is appended. */
  ask: string;
  clauses: string[];
  process: string;
  owner: Who;
  verifier?: Who;
  selfVerification: boolean;
  /** The anchor: the first nominal date, or for an exact interval the first instant. Without it the duty has no interval. */
  first?: LocalDate | Instant;
  every?: Cadence;
  /** Tied to the dates of another duty; it then has no dates of its own. */
  before?: Before;
  /** What it is owed on, beside any interval. */
  on?: OwedOn[];
  until?: LocalDate;
  backfill?: LocalDate;
  shift: 'next' | 'previous' | 'none';
  lead?: Span;
  ladder: string;
  hardLimit?: Span;
  missedGrade: Grade;
  subjects: Subject[];
  instructions: string[];
  evidence: EvidenceItem[];
  extensions?: number;
  tracker: string;
  /** Of a measurement; a subject's own goes before it. */
  measure?: Measure;
  /** Of a document; a subject's own goes before it. */
  location?: string;
  /** Of a campaign: whom it asks, without it everybody; how many of them have to do it, in percent. */
  group?: Who[];
  share?: number;
  /** Of a request for evidence: how many people of the group are drawn for it. */
  sample?: number;
  /** Of a campaign: how long somebody has who joins between two, who is then asked alone; how long it holds for whoever did it. */
  joiner?: Span;
  expires?: Span;
  /** How far from the due date a stage's tasks are due, by name of the stage; negative spans lie before it. */
  stages?: Record<string, Span>;
  /** Its dates are set by somebody outside: no delay of ours moves them (domain, section 3). */
  external?: true;
}

/** Whoever outside may have to be told of an incident, on a clock of their own that counts from when it became known (A.5.5, A.5.24). */
export interface Authority {
  id: string;
  title: string;
  within: Span;
  /** Who tells them; the incident's own people without it. */
  owner?: Who;
}

/** The certification body and its dates: what was decided, or the audits on the way there. */
export interface Certificate {
  body: string;
  stage1?: LocalDate;
  stage2?: LocalDate;
  /** First day of the certificate, and its last. */
  decided?: LocalDate;
  expires?: LocalDate;
  /** Days on which the body comes for surveillance, where it has said so. */
  surveillance: LocalDate[];
}

/** The audit programme (9.2.2): within a cycle all of Annex A, in each of its years clauses 4 to 10. */
export interface AuditProgramme {
  cycle: { from: LocalDate; years: number };
  /** Controls that are looked at in each audit. */
  keyControls: string[];
  /** Controls that are audited in each year of the cycle. */
  yearly: string[];
  /** Stage 2 of the certification: everything is audited before that day. */
  stage2?: LocalDate;
}

/** The effective programme: what the rules read. Lists keep the order of the file. */
export interface Programme {
  organisation: string;
  instance: string;
  /** Base address of the dashboard; without it no Record line is printed. */
  url?: string;
  zone: string;
  calendar: WorkingCalendar;
  contactHours: ContactHours;
  pace: Pace;
  openAtOnce: number;
  /** Chases that one person gets one by one in a local day; more become one message (contact rule 7). */
  chasesADay: number;
  processes: Process[];
  people: Person[];
  /** At least `lead` and `top`. */
  roles: Record<string, PersonId[]>;
  trackers: Tracker[];
  /** Where nonconformities, changes of the programme, and renewals of tokens open; without it, see `managementTrackerOf`. */
  managementTracker?: string;
  notices: { mail?: { smtp: SecretRef | string; from: string }; chat?: { webhook: SecretRef | string } };
  clocks: Clocks;
  /** There where a duty is about risks. */
  riskCriteria?: RiskCriteria;
  ladders: Ladder[];
  /** Stated wherever a duty is an internal audit. */
  audit?: AuditProgramme;
  /** Without it, see `KEPT`. */
  retention?: Retention;
  duties: Duty[];
  authorities?: Authority[];
  certificate?: Certificate;
}
