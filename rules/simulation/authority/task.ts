import { holders, leads, managersOf, type Organisation, personById, topManagement } from '../../organisation.ts';
import type { PersonId } from '../../programme.ts';
import { riskOwnerIn, riskOwners } from '../../risk/owner.ts';
import { assigneeAt, type TaskState } from '../../task/state.ts';
import { nearest, nearestAt, type Ruling } from './levels.ts';

type Rule = (state: TaskState, org: Organisation) => Ruling;

/** Duties that the standard itself demands are waived by top management alone. */
const DEMANDED = /^(8\.2|8\.3|9\.1|9\.2|9\.3|10\.2)\b/;

/** By kind of event of a task that decides something: who could. */
export const taskDecisions: Readonly<Record<string, Rule>> = {
  accepted: (state, org) => verifying(state, org),
  rejected: (state, org) => (state.stage === 'ended' ? reviving(state, org) : verifying(state, org)),
  'extension-approved': (state, org) => granting(state, org, 'extend', state.extension?.by),
  'extension-denied': (state, org) => granting(state, org, 'extend', state.extension?.by),
  'waiver-approved': (state, org) => granting(state, org, 'waive', state.waiver?.by),
  'waiver-denied': (state, org) => granting(state, org, 'waive', state.waiver?.by),
  judged: judging,
  'auditor-approved': admitting,
  'auditor-denied': admitting,
  decided: deciding,
  evaluated: evaluating,
};

function verifying(state: TaskState, org: Organisation): Ruling {
  if (state.terms.kind === 'management-review') return signing(state, org);
  const { selfVerification, barred: had = [] } = state.terms;
  const barred = selfVerification ? [] : [...(state.submission?.implementers ?? []), ...had];
  const levels = [checkers(state, org), leads(org), topManagement(org)];
  return { allowed: nearestAt(org, state.terms.tracker, levels, barred), barred, power: 'verify' };
}

function reviving(state: TaskState, org: Organisation): Ruling {
  const barred = state.submission?.implementers ?? [];
  const near = [...verifying(state, org).allowed, ...leads(org)];
  return { allowed: nearest([near, topManagement(org)], barred), barred, power: 'verify' };
}

function granting(state: TaskState, org: Organisation, power: 'extend' | 'waive', asker: PersonId | undefined): Ruling {
  const { terms, assignee } = state;
  const barred = [terms.owner, assignee, ...(asker ? [asker] : [])];
  const near = [...checkers(state, org), ...managersOf(org, terms.owner)];
  const isDuty = 'occurrence' in terms.origin && terms.improvement === undefined;
  const isDemanded = power === 'waive' && isDuty && terms.clauses.some((clause) => DEMANDED.test(clause));
  const levels = isDemanded ? [topManagement(org)] : [near, leads(org), topManagement(org)];
  return { allowed: nearestAt(org, terms.tracker, levels, barred), barred, power };
}

/** Whoever takes an audit over is agreed to by the lead, never by themselves. */
function admitting({ audit }: TaskState, org: Organisation): Ruling {
  const barred = audit?.asked ? [audit.asked.person] : [];
  return { allowed: nearest([leads(org), topManagement(org)], barred), barred, power: 'plan' };
}

function judging({ terms }: TaskState, org: Organisation): Ruling {
  const barred = terms.barred ?? [];
  const named = personById(org, terms.owner) ? [terms.owner] : [];
  return { allowed: nearest([named, leads(org), topManagement(org)], barred), barred, power: 'verify' };
}

function deciding(state: TaskState, org: Organisation): Ruling {
  if (state.terms.kind === 'repeats') return weighing(state, org);
  return state.terms.risks ? acceptingRisk(state, org) : weakening(state, org);
}

/** A risk is accepted by its owner; criteria and concessions are top management's (6.1.2 a, 6.1.3 f). */
function acceptingRisk(state: TaskState, org: Organisation): Ruling {
  const { terms } = state;
  const allowed =
    terms.kind === 'risk-acceptance' ? riskOwners(riskOwnerIn(state), org) : [terms.owner, ...topManagement(org)];
  return { allowed, barred: terms.barred ?? [], power: 'risk' };
}

function weakening({ terms }: TaskState, org: Organisation): Ruling {
  return { allowed: [terms.owner, ...topManagement(org)], barred: terms.barred ?? [], power: 'weaken' };
}

/** Grades are decided by the holders themselves: no delegation names them. */
function weighing({ terms }: TaskState, org: Organisation): Ruling {
  const owner = org.programme.processes.find(({ id }) => id === terms.process)?.owner;
  const barred = owner === undefined ? [] : holders(org, owner, owner);
  return { allowed: nearest([leads(org), topManagement(org)], barred), barred };
}

/** Minutes are signed by top management, never by whoever chaired or wrote them. */
function signing({ terms, assignee, given }: TaskState, org: Organisation): Ruling {
  const barred = [terms.owner, assignee, ...given.filter(({ says }) => says).map(({ by }) => by)];
  return { allowed: nearest([topManagement(org)], barred), barred, power: 'sign' };
}

/** An improvement's owner decides theirs, though they saw it themselves. */
function evaluating({ terms }: TaskState, org: Organisation): Ruling {
  const owner = personById(org, terms.owner) ? [terms.owner] : [];
  return { allowed: nearest([owner, leads(org), topManagement(org)], []), barred: [], power: 'plan' };
}

function checkers(state: TaskState, org: Organisation): PersonId[] {
  const { stage, submission, assignee } = state;
  const who = state.terms.verifier;
  const about = submission && stage !== 'open' ? assigneeAt(state, submission.at) : assignee;
  return who === undefined ? [] : holders(org, who, about).filter((p) => personById(org, p) !== undefined);
}
