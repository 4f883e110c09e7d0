import type { CommentAct } from '../acts.ts';
import { decidedBy } from '../authority.ts';
import { dateAt } from '../calendar/local-day.ts';
import type { NewEvent } from '../event.ts';
import { leads, namesOf, type Organisation, personById } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { TaskKind, TaskState } from '../task/state.ts';
import type { TaskTurn } from '../task/turn.ts';
import type { LocalDate } from '../time.ts';
import { NEW } from './terms.ts';

/** Kinds of tasks about one risk, where it matters whose it is. */
const ABOUT_ONE: TaskKind[] = ['risk-plan', 'risk-acceptance', 'risk-concession'];

/** @returns who decides about a risk: its owner; once they have left the programme, the compliance lead, until it has another one. */
export function riskOwners(owner: PersonId, org: Organisation): PersonId[] {
  return personById(org, owner) ? [owner] : leads(org);
}

/**
 * @param events of the risk's stream.
 * @returns who owned it at the end of a day of the zone; undefined before it was named.
 */
export function ownerOn(
  events: Pick<NewEvent, 'kind' | 'body' | 'at'>[],
  zone: string,
  day: LocalDate,
): PersonId | undefined {
  const named = events.filter(
    ({ kind, at }) => ['identified', 'handed-over'].includes(kind) && dateAt(zone, at) <= day,
  );
  const owner = named.at(-1)?.body.owner;
  return typeof owner === 'string' ? owner : undefined;
}

/** @returns ids of the risks that a task lists to be rated. */
export function listedIn({ terms }: Pick<TaskState, 'terms'>): string[] {
  return terms.evidence.filter(({ id, word }) => word === 'risk' && id !== NEW).map(({ id }) => id);
}

/** @returns ids of the risks whose owners matter to a task: of those that it rates, or of the one that it is about. */
export function risksIn(state: Pick<TaskState, 'terms'>): string[] {
  const { kind, risks } = state.terms;
  if (kind === 'risk-rating') return listedIn(state);
  return risks?.risk && ABOUT_ONE.includes(kind) ? [risks.risk.id] : [];
}

/** @returns who owns a risk of a task now; without an id, the one that the task is about. */
export function riskOwnerIn({ terms, riskOwners }: TaskState, id = terms.risks?.risk?.id): PersonId {
  // A concession is top management's; it was asked for by whoever accepted the risk.
  const asker = terms.risks?.asked?.by;
  return (id === undefined ? undefined : riskOwners?.[id]) ?? asker ?? terms.owner;
}

/**
 * Whether somebody may rate, treat, or accept here: whoever owns the risk now, or the delegate whom they gave the power `risk` (6.1.3 f).
 * @param owner whose the risk is, where it is not the one that the task is about.
 */
export function ownerMay({ state, org }: Pick<TaskTurn, 'state' | 'org'>, act: CommentAct, owner = riskOwnerIn(state)) {
  const allowed = riskOwners(owner, org);
  const by = decidedBy(org, act, { allowed, power: 'risk' });
  return { by, who: namesOf(org, allowed, 'or') };
}

/** @returns whoever owns now what a task is about. */
export function ownersIn(state: TaskState, org: Organisation): PersonId[] {
  const ids = risksIn(state);
  const owners = ids.length > 0 ? ids.map((id) => riskOwnerIn(state, id)) : [state.terms.owner];
  return [...new Set(owners.flatMap((owner) => riskOwners(owner, org)))];
}

/** @returns who owns what a task is about, as its ticket says it. */
export function ownersOf(state: TaskState, org: Organisation): string {
  return namesOf(org, ownersIn(state, org), 'or');
}

/** @returns risks of a task that are not whose the task takes them to be, with who owns them now. */
export function handedOver(state: TaskState, owners: Record<string, PersonId>, org: Organisation) {
  const { kind, barred = [] } = state.terms;
  // Whoever owned it when a concession was asked for is barred from it.
  const wasOwner = (owner: PersonId, risk: string) =>
    kind === 'risk-concession' && !state.riskOwners?.[risk] && barred.includes(owner);
  const isKnown = (owner: PersonId, risk: string) =>
    riskOwners(owner, org).join() === riskOwners(riskOwnerIn(state, risk), org).join();
  return Object.entries(owners)
    .map(([risk, owner]) => ({ risk, owner }))
    .filter(({ risk, owner }) => !isKnown(owner, risk) && !wasOwner(owner, risk));
}
