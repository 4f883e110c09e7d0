import { textOf } from '../event.ts';
import { evaluators } from '../improvement/people.ts';
import { loginOf, reachable, topManagement } from '../organisation.ts';
import { outside, plain } from '../plain.ts';
import type { PersonId } from '../programme.ts';
import { handedOver, ownersIn } from '../risk/owner.ts';
import { barredFromConceding, conceders } from '../risk-treatment/people.ts';
import type { Message, Ticket } from '../ticket.ts';
import { answerers } from '../triage/people.ts';
import { notify, redraw, say } from '../turn.ts';
import { passedOn, riskPassedOn } from '../wording/tampering.ts';
import { barredFrom, judges } from './effectiveness.ts';
import type { RestrictedKind } from './kinds.ts';
import { changeDeciders } from './people.ts';
import { repeatsDeciders } from './repeats.ts';
import type { TaskKind } from './state.ts';
import { record, type TaskTurn } from './turn.ts';

const deciders: Partial<Record<TaskKind, (turn: TaskTurn) => PersonId[]>> = {
  'programme-change': ({ state, org }) => changeDeciders(state, org),
  triage: ({ state, org }) => answerers(state, org),
  repeats: ({ state, org }) => repeatsDeciders(state.terms.process, org),
  improvement: ({ state, org }) => evaluators(state, org),
  'risk-criteria': ({ org }) => topManagement(org),
  'risk-rating': ({ state, org }) => ownersIn(state, org),
  'risk-plan': ({ state, org }) => ownersIn(state, org),
  'risk-acceptance': ({ state, org }) => ownersIn(state, org),
  'risk-concession': ({ state, org }) =>
    barredFromConceding(state, org).includes(state.assignee) ? conceders(state, org) : [],
  // One that is void is nobody's to decide.
  'effectiveness-review': (turn) => (turn.seen.void ? [] : judges(turn.state, turn.org, barredFrom(turn))),
} satisfies Record<RestrictedKind, (turn: TaskTurn) => PersonId[]>;

/**
 * What only certain people decide goes to one of them where its assignee is none of them any more: somebody else owns the risk now, they
 * hold the role no longer, applied the change as well, or came to have a part in what they were to judge. With nobody left it stays (domain:
 * frozen terms, authority). @returns whether it went.
 */
export function passOn(turn: TaskTurn, { assignees }: Ticket): boolean {
  const { org } = turn;
  const { stage, terms, assignee, formerly = [] } = turn.state;
  if (stage === 'ended') return false;
  const over = handedOver(turn.state, turn.seen.owners ?? {}, org);
  for (const one of over) record(turn, 'risk-handed-over', one);
  const may = stage === 'open' ? (deciders[terms.kind]?.(turn) ?? []) : [];
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
