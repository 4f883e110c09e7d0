import type { CommentAct } from '../acts.ts';
import { decidedBy } from '../authority.ts';
import { dateAt } from '../calendar/local-day.ts';
import type { NewEvent } from '../event.ts';
import { leads, namesOf, type Organisation, personById } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { TaskState } from '../task/state.ts';
import type { TaskTurn } from '../task/turn.ts';
import type { LocalDate } from '../time.ts';

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

/** Whether somebody may rate, treat, or accept here: the risk's owner, or the delegate whom the owner gave the power `risk` (6.1.3 f). */
export function ownerMay({ state, org }: Pick<TaskTurn, 'state' | 'org'>, act: CommentAct) {
  const allowed = riskOwners(state.terms.owner, org);
  const by = decidedBy(org, act, { allowed, power: 'risk' });
  return { by, who: namesOf(org, allowed, 'or') };
}

/** @returns who owns what a task is about, as its ticket says it. */
export function ownersOf({ terms }: TaskState, org: Organisation): string {
  return namesOf(org, riskOwners(terms.owner, org), 'or');
}
