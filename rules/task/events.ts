import type { Check } from '../audit/terms.ts';
import type { NewEvent, Words } from '../event.ts';
import type { PersonId } from '../programme.ts';
import type { Level } from '../risk/state.ts';
import type { ThreadEvents } from '../thread.ts';
import type { TicketRef } from '../ticket.ts';
import type { Deadline, Instant } from '../time.ts';
import type { DecidedAction, Evaluation, Evidence, Submission, TaskDecided, TaskTerms, Verdict } from './state.ts';

/** Bodies of a task's events, by kind. `cause` is the comment or close that an event answers. */
export interface TaskEvents extends ThreadEvents {
  planned: { terms: TaskTerms; assignee: PersonId };
  /** The ticket was opened late: the engine's own delay moves the dates (domain: missed). */
  delayed: { due: Deadline; hardLimit?: Deadline; by: number };
  /** The deadline of its nonconformity came nearer: an action is due by then. */
  'brought-forward': { due: Deadline };
  /** The whole, of which it is a part, was given more time: it is due as much later. */
  'moved-along': { due: Deadline };
  'evidence-given': { evidence: Evidence; cause: string };
  submitted: { submission: Submission; cause: string };
  returned: { missing: string[]; items: Evidence[]; by?: PersonId; cause: string };
  'verification-asked': { of: PersonId[]; due: Deadline };
  accepted: { by: PersonId; self: boolean; cause: string };
  /** `did`: who had done what is sent back. */
  rejected: { by: PersonId; reason: Words; did?: PersonId[]; cause: string };
  judged: { verdict: 'effective' | 'ineffective'; by: PersonId; text: Words; cause: string };
  ended: { verdict: Verdict };
  'extension-asked': { by: PersonId; to: Deadline; reason: Words; cause: string };
  'extension-approved': { by: PersonId; due: Deadline; hardLimit?: Deadline; cause: string };
  'extension-denied': { by: PersonId; reason: Words; cause: string };
  'extension-lapsed': Record<string, never>;
  'waiver-asked': { by: PersonId; reason: Words; cause: string };
  'waiver-approved': { by: PersonId; covering?: string; cause: string };
  'waiver-denied': { by: PersonId; reason: Words; cause: string };
  /** Somebody's competence and independence as an auditor. */
  'auditor-checked': Omit<Check, 'at'> & { cause?: string };
  /** Somebody took an audit over, and may: the lead is asked first. */
  'auditor-asked': { person: PersonId; of: PersonId[] };
  'auditor-approved': { person: PersonId; by: PersonId; cause: string };
  'auditor-denied': { person: PersonId; by: PersonId; reason: Words; cause: string };
  /** An audit's report went to these. `handedIn`: the instant of the hand-in that it was sent of; early logs lack it. */
  'report-sent': { to: PersonId[]; handedIn?: Instant };
  /** Top management on a programme change, the lead on a proposal. */
  decided: { decision: TaskDecided; by: PersonId; reason?: Words; cause: string };
  /** Of a programme change: somebody else applied it as well while it waits, and so does not decide it either. */
  'asked-again': { by: PersonId; version: number };
  /** How many of a task's parts are done, and which are not. */
  counted: { done: number; of: number; lacking: Words };
  /** An action that a management review decides; it opens with the signature. */
  'action-decided': { action: DecidedAction; by: PersonId; cause: string };
  /** Somebody who may sign signed minutes that are not complete: kept as refused. */
  'signature-refused': { by: PersonId; open: string[]; cause: string };
  /** The owner of an opportunity for improvement on it. */
  evaluated: Evaluation & { cause: string };
  missed: { noticed: Instant };
  /** Done in parts, and read past its limit: whether it was in time hangs on verdicts on parts that were handed in before. */
  'awaits-verdicts': { deadline: Instant };
  /** The nonconformity that follows a missed task up has its ticket. */
  'followed-up': { nonconformity: string };
  unread: { deadline: Instant };
  chased: { of: 'task' | 'verification'; rung: string; to: PersonId[]; skipped: string[] };
  reassigned: { to: PersonId; by?: string };
  /** It went to somebody who may decide it, for its assignee may not any more; they own it from now on. */
  'passed-on': { to: PersonId };
  /** A risk that it is about has another owner now. */
  'risk-handed-over': { risk: string; owner: PersonId };
  /** The risk that is to be accepted is rated so now. */
  'risk-rated-since': Level;
  'put-back': { found: string; cause: string };
  'reopened-by-hand': { by: string; cause: string };
  /** The due date was edited in the tracker and is put back; `said` where a comment tells so. */
  're-dated': { found: string; said: boolean };
  /** A deleted ticket turned up again beside its successor. */
  reappeared: { ref: TicketRef; cause: string };
  /** `verifiedBy`, `waivedBy`: whose word the end was that is undone. */
  revived: {
    by: PersonId;
    due: Deadline;
    hardLimit?: Deadline;
    verifiedBy?: PersonId;
    waivedBy?: PersonId;
    cause: string;
  };
}

/** An event of a task's stream, by kind. */
export type TaskEvent = {
  [K in keyof TaskEvents]: Omit<NewEvent, 'kind' | 'body'> & { kind: K; body: TaskEvents[K] };
}[keyof TaskEvents];
