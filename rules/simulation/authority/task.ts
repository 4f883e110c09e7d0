import { holders, leads, managersOf, type Organisation, personById, topManagement } from '../../organisation.ts';
import type { PersonId, Power } from '../../programme.ts';
import { riskOwners } from '../../risk/owner.ts';
import type { TaskState } from '../../task/state.ts';
import { nearest } from './levels.ts';

/** Who might decide something, who never, and which power of a delegation lends it. */
export interface Ruling {
  allowed: PersonId[];
  barred: PersonId[];
  power?: Power;
}

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
  evaluated: evaluating,
  decided: ({ terms }, org) => ({
    allowed: terms.kind === 'risk-acceptance' ? riskOwners(terms.owner, org) : [terms.owner, ...topManagement(org)],
    barred: terms.barred ?? [],
    power: terms.risks ? 'risk' : 'weaken',
  }),
};

function verifying(state: TaskState, org: Organisation): Ruling {
  if (state.terms.kind === 'management-review') return signing(state, org);
  const barred = state.terms.selfVerification ? [] : (state.submission?.implementers ?? []);
  return { allowed: nearest([checkers(state, org), leads(org), topManagement(org)], barred), barred, power: 'verify' };
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
  const isDemanded = power === 'waive' && terms.clauses.some((clause) => DEMANDED.test(clause));
  const levels = isDemanded ? [topManagement(org)] : [near, leads(org), topManagement(org)];
  return { allowed: nearest(levels, barred), barred, power };
}

function judging({ terms }: TaskState, org: Organisation): Ruling {
  const barred = terms.barred ?? [];
  const named = personById(org, terms.owner) ? [terms.owner] : [];
  return { allowed: nearest([named, leads(org), topManagement(org)], barred), barred, power: 'verify' };
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

function checkers({ terms, assignee }: TaskState, org: Organisation): PersonId[] {
  const who = terms.verifier;
  return who === undefined ? [] : holders(org, who, assignee).filter((p) => personById(org, p) !== undefined);
}
