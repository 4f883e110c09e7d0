import { deciders } from '../authority.ts';
import { dateAt } from '../calendar/local-day.ts';
import { delegateOf, leads, type Organisation, personById, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Instant } from '../time.ts';
import { type Action, currentActions, type NonconformityState } from './state.ts';

/** @returns who owns or does the steps: they never decide here (domain: authority). */
export function ownersOf(state: NonconformityState): PersonId[] {
  return [...new Set([state.terms.owner, state.assignee])];
}

/** Whether `person` may write the steps: the owner, whoever it was reassigned to, or a delegate of theirs on that day. */
export function writesSteps(state: NonconformityState, org: Organisation, person: PersonId, at: Instant): boolean {
  const on = dateAt(org.programme.zone, at);
  return ownersOf(state).some((p) => p === person || delegateOf(org, p, on) === person);
}

/** @returns who owns it, or wrote what is planned now in the owner's place: they do not agree the plan (domain: authority). */
export function plannersOf(state: NonconformityState): PersonId[] {
  const steps = [...Object.values(state.steps), ...(state.noAction ? [state.noAction] : []), ...currentActions(state)];
  return [...new Set([...ownersOf(state), ...steps.map((s) => s.by)])];
}

/** @returns who is asked to agree the plan, and answers proposals: the lead, or top management where the lead planned it. */
export function planApprovers(state: NonconformityState, org: Organisation): PersonId[] {
  return deciders([leads(org), topManagement(org)], plannersOf(state));
}

/** @returns who may agree the plan: whoever is asked, and the internal auditor whose finding it is (domain: steps). */
export function planDeciders(state: NonconformityState, org: Organisation): PersonId[] {
  const { source, raisedBy } = state.terms;
  const auditor = source.kind === 'finding' && raisedBy ? personById(org, raisedBy)?.id : undefined;
  const isFree = auditor !== undefined && !plannersOf(state).includes(auditor);
  return [...new Set([...planApprovers(state, org), ...(isFree ? [auditor] : [])])];
}

/** @returns who decides the extension that is asked for, and who may not. */
export function extensionApprovers(
  state: NonconformityState,
  org: Organisation,
): { allowed: PersonId[]; barred: PersonId[] } {
  const asker = state.extension?.by;
  const barred = [...ownersOf(state), ...(asker ? [asker] : [])];
  const levels = onBodysDate(state) ? [topManagement(org)] : [leads(org), topManagement(org)];
  return { allowed: deciders(levels, barred), barred };
}

/** Whether its deadline is the certification body's own date: that is moved by its letter and top management only (domain: extended). */
export function onBodysDate({ external, clocks }: NonconformityState): boolean {
  return external?.resolveBy !== undefined && external.resolveBy === clocks.resolve.date;
}

/** @returns who may annul: top management, not the owner. */
export function annullers(state: NonconformityState, org: Organisation): PersonId[] {
  return topManagement(org).filter((p) => !ownersOf(state).includes(p));
}

/** @returns who may raise the grade: the lead and top management, not the owner. */
export function regraders(state: NonconformityState, org: Organisation): PersonId[] {
  return [...new Set([...leads(org), ...topManagement(org)])].filter((p) => !ownersOf(state).includes(p));
}

/** @returns who owns, planned, or implemented, and so may not judge whether it worked (domain: effectiveness review). */
export function barredFromReview(state: NonconformityState): PersonId[] {
  const doers = [...currentActions(state).map((a) => a.owner), ...(state.verified?.implementers ?? [])];
  return [...new Set([...plannersOf(state), ...doers])];
}

/** @returns who does an action: its owner, or where they have left whoever has the nonconformity, else the lead. */
export function doerOf({ owner }: Action, { assignee }: NonconformityState, org: Organisation): PersonId {
  return [owner, assignee, ...leads(org)].find((p) => personById(org, p) !== undefined) ?? owner;
}

/** @returns who judges: whoever the plan names, as long as they are there, else the lead, else top management; the first who may. */
export function reviewerOf(
  state: NonconformityState,
  org: Organisation,
  named = state.plan.agreed?.reviewer,
): PersonId | undefined {
  const there = named !== undefined && personById(org, named) ? [named] : [];
  return deciders([there, leads(org), topManagement(org)], barredFromReview(state))[0];
}
