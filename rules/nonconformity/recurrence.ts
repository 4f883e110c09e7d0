import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { misused, refuse } from '../answers.ts';
import { leads, namesOf } from '../organisation.ts';
import { redraw } from '../turn.ts';
import { ownersOf, writesSteps } from './people.ts';
import { type NonconformityTurn, record } from './turn.ts';

/**
 * `recurrence KEY`: says that a closed nonconformity has happened again, by the owner, a delegate, or the lead. Only those can be named
 * that the ticket offers: others are named when it is raised.
 */
export function stateRecurrence(turn: NonconformityTurn, act: CommentAct): void {
  const { state, org } = turn;
  const by = act.by;
  if (!by || !(writesSteps(state, org, by, act.at) || leads(org).includes(by)))
    return refuse(turn, act, namesOf(org, [...new Set([...ownersOf(state), ...leads(org)])], 'or'));
  if (state.recurrenceOf) return misused(turn, act, `it is linked to ${state.recurrenceOf.display} already`);
  const offered = state.similar ?? [];
  const { key } = act.command;
  const link = offered.find(({ display, number }) => display === key || number === key);
  if (!link) {
    const names = offered.map(({ display }) => display).join(', ');
    return misused(turn, act, names ? `it can name ${names}` : 'no closed nonconformity resembles this one');
  }
  record(turn, 'recurrence-stated', { link, by, cause: act.id }, act.at, byPerson(by));
  redraw(turn);
}
