import { type Authority, deciders, decidersAt, standsIn } from '../authority.ts';
import { barredFromSigning, isSigned, signers } from '../management-review/people.ts';
import { holders, leads, managersOf, type Organisation, personById, topManagement } from '../organisation.ts';
import type { Level, PersonId, Power } from '../programme.ts';
import type { Instant } from '../time.ts';
import { assigneeAt, type TaskState } from './state.ts';

/** Clauses whose duty can be waived only by top management (domain: waived). */
const demanded = ['8.2', '8.3', '9.1', '9.2', '9.3', '10.2'];

/** @returns who did the work: whoever closed it, whose evidence counts, and the assignee at the close (domain: verified). */
export function implementers(state: TaskState): PersonId[] {
  return state.submission?.implementers ?? [];
}

/** @returns whom verification waits for: the verifier, or the next level where the verifier did the work or has no account; [] without one. */
export function verifiers(state: TaskState, org: Organisation): PersonId[] {
  if (isSigned(state)) return signers(state, org);
  return verifiersBut(state, org, barredFromVerifying(state));
}

/** @returns who will verify what is not handed in yet: whoever verifies then, for the assignee will have done it (domain: verified). */
export function checkers(state: TaskState, org: Organisation): PersonId[] {
  if (isSigned(state)) return signers(state, org);
  const doing = state.terms.selfVerification ? [] : [state.assignee];
  return verifiersBut(state, org, [...barredFromVerifying(state), ...doing]);
}

function verifiersBut(state: TaskState, org: Organisation, barred: PersonId[]): PersonId[] {
  if (!state.terms.verifier) return [];
  const levels = [namedVerifiers(state, org), leads(org), topManagement(org)];
  return decidersAt(org, state.terms.tracker, levels, barred);
}

/** @returns who may never verify: the implementers, unless the programme allows it, and whoever had a part in what is judged. */
export function barredFromVerifying(state: TaskState): PersonId[] {
  if (isSigned(state)) return barredFromSigning(state);
  return state.terms.selfVerification ? [] : [...implementers(state), ...(state.terms.barred ?? [])];
}

/** @returns whose word verifies it, or signs it, and what a delegation has to name for that. */
export function verifying(state: TaskState, org: Organisation): Authority {
  return { allowed: verifiers(state, org), barred: barredFromVerifying(state), power: powerFor(state) };
}

/** @returns whose word brings an ended task back, and what a delegation has to name for that. */
export function reviving(state: TaskState, org: Organisation): Authority {
  return { allowed: revivers(state, org), barred: implementers(state), power: powerFor(state) };
}

function powerFor(state: TaskState): Power {
  return isSigned(state) ? 'sign' : 'verify';
}

/** @returns who may bring an ended task back: its verifier or the lead, else top management. */
export function revivers(state: TaskState, org: Organisation): PersonId[] {
  return deciders([[...verifiers(state, org), ...leads(org)], topManagement(org)], implementers(state));
}

/** @returns who decides a request to extend or waive, and who may not: whoever asked, does, or owns it. */
export function approvers(
  state: TaskState,
  org: Organisation,
  what: 'extension' | 'waiver',
): { allowed: PersonId[]; barred: PersonId[] } {
  const asker = what === 'extension' ? state.extension?.by : state.waiver?.by;
  const barred = [...new Set([state.terms.owner, state.assignee, ...(asker ? [asker] : [])])];
  if (what === 'waiver' && isDemanded(state)) return { allowed: deciders([topManagement(org)], barred), barred };
  // An action that is waived counts for its nonconformity: it is for whoever agreed the plan, whom its owner's manager does not replace.
  const isAction = 'nonconformity' in state.terms.origin;
  const managers = what === 'waiver' && isAction ? [] : managersOf(org, state.terms.owner);
  const nearest = [...namedVerifiers(state, org), ...managers];
  const levels = [nearest, leads(org), topManagement(org)];
  return { allowed: decidersAt(org, state.terms.tracker, levels, barred), barred };
}

/** @returns who decides a programme change: top management as it is before the change, but for whoever applied it (domain, section 3). */
export function changeDeciders(state: TaskState, org: Organisation): PersonId[] {
  return deciders([topManagement(org)], state.terms.barred ?? []);
}

/** @returns who may ask to extend or waive, besides a delegate: the assignee, the owner, the lead (docs/reference/words.md). */
export function askers(state: TaskState, org: Organisation): PersonId[] {
  return [...new Set([state.assignee, state.terms.owner, ...leads(org)])];
}

/** Whether somebody may ask to extend or waive at that instant. */
export function mayAsk(state: TaskState, org: Organisation, person: PersonId, at: Instant): boolean {
  return askers(state, org).includes(person) || standsIn(org, person, state.assignee, at);
}

/**
 * Whether the task is one of an occurrence that the standard itself demands, so that only top management may waive it. What follows from a
 * nonconformity, a review, or an improvement is no such duty, whatever its clause.
 */
export function isDemanded({ terms }: TaskState): boolean {
  if (!('occurrence' in terms.origin) || terms.improvement !== undefined) return false;
  return terms.clauses.some((c) => demanded.some((d) => c === d || c.startsWith(`${d}.`) || c.startsWith(`${d} `)));
}

/** @returns who stands on a level of the ladder for this task. */
export function onLevel(org: Organisation, level: Level, assignee: PersonId): PersonId[] {
  if (level === 'assignee') return [assignee];
  if (level === 'manager') return managersOf(org, assignee);
  return level === 'lead' ? leads(org) : topManagement(org);
}

/** Whoever has left the programme decides nothing; reassigned while it waits, it is the manager of whoever had it at the close. */
function namedVerifiers(state: TaskState, org: Organisation): PersonId[] {
  const { terms, stage, submission } = state;
  if (!terms.verifier) return [];
  const about = submission && stage !== 'open' ? assigneeAt(state, submission.at) : state.assignee;
  return holders(org, terms.verifier, about).filter((p) => personById(org, p) !== undefined);
}
