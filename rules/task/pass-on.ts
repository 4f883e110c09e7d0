import { textOf } from '../event.ts';
import { loginOf, type Organisation, reachable } from '../organisation.ts';
import { outside, plain } from '../plain.ts';
import type { PersonId } from '../programme.ts';
import { handedOver, ownersIn } from '../risk/owner.ts';
import { barredFromConceding, conceders } from '../risk-treatment/people.ts';
import type { Message, Ticket } from '../ticket.ts';
import { notify, redraw, say } from '../turn.ts';
import { passedOn, riskPassedOn } from '../wording/tampering.ts';
import { changeDeciders } from './people.ts';
import type { TaskKind, TaskState } from './state.ts';
import { record, type TaskTurn } from './turn.ts';

const deciders: Partial<Record<TaskKind, (state: TaskState, org: Organisation) => PersonId[]>> = {
  'programme-change': changeDeciders,
  'risk-rating': ownersIn,
  'risk-plan': ownersIn,
  'risk-acceptance': ownersIn,
  'risk-concession': (state, org) =>
    barredFromConceding(state, org).includes(state.assignee) ? conceders(state, org) : [],
};

/**
 * What only certain people decide goes to one of them where its assignee is none of them any more: somebody else owns the risk now, or
 * applied the change as well. With nobody left it stays (domain: authority). @returns whether it went.
 */
export function passOn(turn: TaskTurn, { assignees }: Ticket): boolean {
  const { org } = turn;
  const { stage, terms, assignee, formerly = [] } = turn.state;
  if (stage === 'ended') return false;
  const over = handedOver(turn.state, turn.seen.owners ?? {}, org);
  for (const one of over) record(turn, 'risk-handed-over', one);
  const may = stage === 'open' ? (deciders[terms.kind]?.(turn.state, org) ?? []) : [];
  const [to] = may;
  if (!to || may.includes(assignee)) {
    if (terms.kind === 'risk-rating' && stage === 'open') tellOwners(turn, over);
    return false;
  }
  record(turn, 'passed-on', { to });
  redraw(turn, { assign: assignees });
  tell(turn, `passed-on:${formerly.length}`, to, passedOn(org, assignee, to));
  return true;
}

/** Others of its risks stay with the assignee: who owns one of them now rates it in the same ticket. */
function tellOwners(turn: TaskTurn, over: { risk: string; owner: PersonId }[]): void {
  for (const { risk, owner } of over) {
    const text = riskPassedOn(turn.org, turn.state.terms.tracker, risk, owner);
    tell(turn, `handed-over:${risk}:${turn.version}`, owner, text);
  }
}

/** In the ticket; and where they have no account at its tracker, beside it. */
function tell(turn: TaskTurn, name: string, to: PersonId, text: Message): void {
  const { org, state } = turn;
  say(turn, name, text, { told: [to], asks: true });
  const { terms, thread } = state;
  if (loginOf(org, to, terms.tracker) !== undefined || !reachable(org, to)) return;
  const lines = [plain(text, outside(org, terms.tracker)), thread.ref?.url ?? ''];
  notify(turn, to, name, textOf(terms.title), lines);
}
