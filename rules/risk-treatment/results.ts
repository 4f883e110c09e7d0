import { byPerson } from '../actor.ts';
import { documentedStream, jsonOf, type NewEvent } from '../event.ts';
import type { Organisation } from '../organisation.ts';
import { causeOf } from '../risk/cause.ts';
import { isUnacceptable } from '../risk/reading.ts';
import type { RiskEvents } from '../risk/state.ts';
import type { SaidOfTreatment } from '../risk/treat.ts';
import { kindOfDuty } from '../risk-assessment/duties.ts';
import { STATEMENT_STREAM, type StatementEvents } from '../statement/state.ts';
import type { TaskState } from '../task/state.ts';
import type { DutyCall } from '../task/turn.ts';
import type { Instant } from '../time.ts';
import { ACCEPTANCE, type SaidOfAcceptance } from './acceptance.ts';

/** @returns what the log keeps of a treatment once its owner has decided it: the statement of applicability gets what it lacks (6.1.3 d). */
export function plannedBy(task: TaskState): NewEvent[] {
  const given = task.given.findLast((e) => e.says && 'option' in e.says);
  const about = aboutOf(task);
  if (!given || !about || task.verdict === 'waived') return [];
  const { by, at } = given;
  const said = given.says as unknown as SaidOfTreatment;
  const { id, occurrence } = about;
  const decided = { occurrence, ...said, by, task: task.terms.key };
  const controls = {
    controls: said.controls,
    status: 'planned' as const,
    by: byPerson(by),
    because: { text: `treats ${id}` },
  };
  return [
    riskEvent(id, 'treatment-decided', decided, by, at),
    ...(said.controls.length > 0 ? [statementEvent(controls, by, at)] : []),
  ];
}

/** @returns what the log keeps of a treatment that was carried out, and verified where somebody does: its controls are implemented from then on. */
export function doneBy(task: TaskState): NewEvent[] {
  const about = aboutOf(task);
  const { submission, verified, terms, verdict } = task;
  if (terms.slot !== 'implement' || !about || !submission || verdict === 'waived') return [];
  const { by, at } = submission;
  const evidence = submission.items.map(({ name }) => name);
  const done = {
    occurrence: about.occurrence,
    by,
    evidence,
    task: terms.key,
    ...(verified && { verifiedBy: verified.by }),
  };
  const { controls = [] } = terms.risks?.treatment ?? {};
  const applied = {
    controls,
    status: 'implemented' as const,
    by: byPerson(by),
    because: { text: `treats ${about.id}` },
  };
  return [
    riskEvent(about.id, 'treatment-done', done, by, at),
    ...(controls.length > 0 ? [statementEvent(applied, by, verified?.at ?? at)] : []),
  ];
}

/** @returns what the log keeps of an owner's word on a residual risk; one above the criteria waits for management. Waived, it is not accepted. */
export function acceptedBy(task: TaskState): NewEvent[] {
  const about = aboutOf(task);
  const { decided, terms, given } = task;
  const { current } = terms.risks ?? {};
  if (about && task.verdict === 'waived') return [failed(task, about)];
  if (!about || !decided || !current) return [];
  const { by, at } = decided;
  if (decided.decision === 'denied') return [failed(task, about)];
  if (isUnacceptable(current)) return [];
  const { says } = given.findLast((e) => e.item === ACCEPTANCE) ?? {};
  const accepted = {
    occurrence: about.occurrence,
    ...current,
    ...(says as SaidOfAcceptance | undefined),
    by,
    task: terms.key,
  };
  return [riskEvent(about.id, 'risk-accepted', accepted, by, at)];
}

/** @returns what the log keeps of a concession once management has said yes or no. Waived, it is not given. */
export function concededBy(task: TaskState): NewEvent[] {
  const about = aboutOf(task);
  const { decided, terms } = task;
  const { current, asked } = terms.risks ?? {};
  if (about && task.verdict === 'waived') return [failed(task, about)];
  if (!about || !decided || !current || !asked) return [];
  if (decided.decision === 'denied') return [failed(task, about)];
  const approved = { by: decided.by, at: decided.at };
  const { by, at, because, expires, task: accepting } = asked;
  const accepted = { occurrence: about.occurrence, ...current, by, because, expires, approved, task: accepting };
  return [riskEvent(about.id, 'risk-accepted', accepted, by, at)];
}

/** @returns the assessment that follows where a residual risk was not accepted: still too high, it is assessed anew (8.2). */
export function assessmentAfter(task: TaskState, org: Organisation): DutyCall[] {
  const about = aboutOf(task);
  const { decided } = task;
  return about && decided?.decision === 'denied' ? assessedAnew(about, { by: decided.by, at: decided.at }, org) : [];
}

/** @returns the assessment of a risk whose treatment failed, where the programme assesses risks. */
export function assessedAnew(
  { id, occurrence }: About,
  told: Pick<DutyCall, 'by' | 'at'>,
  org: Organisation,
): DutyCall[] {
  const duty = kindOfDuty(org, 'risk-assessment');
  const cause = causeOf(id, 'failed', occurrence);
  return duty ? [{ because: 'asked', cause, duty, reason: `the treatment of ${id} failed`, ...told }] : [];
}

/** Which risk a task is about, and the occurrence of its treatment. */
export interface About {
  id: string;
  occurrence: string;
}

/** @returns what a task of a treatment is about; undefined for any other. */
export function aboutOf({ terms }: TaskState): About | undefined {
  const { risk } = terms.risks ?? {};
  return risk && 'occurrence' in terms.origin ? { id: risk.id, occurrence: terms.origin.occurrence } : undefined;
}

function failed({ decided, waived, endedAt = '' }: TaskState, { id, occurrence }: About): NewEvent {
  const { by = '', at = endedAt, reason = { text: '' } } = waived ?? decided ?? {};
  return riskEvent(id, 'treatment-failed', { occurrence, by, because: reason }, by, at);
}

function riskEvent<K extends keyof RiskEvents>(
  id: string,
  kind: K,
  body: RiskEvents[K],
  by: string,
  at: Instant,
): NewEvent {
  return { stream: documentedStream('risk', id), kind, actor: byPerson(by), at, body: jsonOf(body) };
}

function statementEvent(body: StatementEvents['controls-determined'], by: string, at: Instant): NewEvent {
  const kind = 'controls-determined' satisfies keyof StatementEvents;
  return { stream: STATEMENT_STREAM, kind, actor: byPerson(by), at, body: jsonOf(body) };
}
