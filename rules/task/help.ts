import type { CommentAct } from '../acts.ts';
import { answer } from '../answers.ts';
import { approversOf } from '../audit/approvers.ts';
import { type Verb, words } from '../commands.ts';
import { isSigned } from '../management-review/people.ts';
import { namesOf } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { ownersOf } from '../risk/owner.ts';
import type { Message, Paragraph } from '../ticket.ts';
import { answerers } from '../triage/people.ts';
import { whoMinutes } from '../wording/management-review.ts';
import { howToTell } from '../wording/telling.ts';
import { mayBeExtended } from './deadlines.ts';
import { openRequests, whatWaits } from './open-requests.ts';
import { overForGood } from './over-for-good.ts';
import { approvers, askers, revivers, verifiers } from './people.ts';
import type { TaskTurn } from './turn.ts';

const OVER = 'This is over; no word changes it here.';

/** One reply: the words that apply here and who may use them. */
export function help(turn: TaskTurn, act: CommentAct): void {
  const over = overForGood(turn);
  if (over) return answer(turn, act, 'help', [['This is finished, and no word changes it. ', ...over], howToTell]);
  const lines: Message = usable(turn).map((verb) => [
    { command: `${verb} ${words[verb].form}`.trim() },
    `: ${whoMay(turn, verb) || 'nobody at present'}`,
  ]);
  const first =
    turn.state.stage === 'ended'
      ? 'This is finished. If it is not right:'
      : 'What you can write here, each in a comment of its own:';
  answer(turn, act, 'help', [[first], ...lines, howToTell]);
}

/**
 * The one reply of a ticket that a word decides: how, and who may; then what may be asked for in it, and who decides what was asked.
 * @param who whoever decides, by name. @param asks what may be asked for besides.
 */
export function helpToDecide(
  turn: TaskTurn,
  act: CommentAct,
  how: Paragraph,
  who: string,
  asks: readonly ('extend' | 'waive')[],
): void {
  if (turn.state.stage === 'ended') return answer(turn, act, 'help', [[OVER], howToTell]);
  const { state } = turn;
  const wished = { extend: state.extension === undefined && mayBeExtended(state), waive: state.waiver === undefined };
  const wishes = asks
    .filter((verb) => wished[verb])
    .map((verb): Paragraph => [{ command: `${verb} ${words[verb].form}` }, `: ${whoMay(turn, verb)}`]);
  const decides: Paragraph = [...how, ` ${who || 'Nobody at present'} may decide.`];
  answer(turn, act, 'help', [decides, ...wishes, ...ofRequests(turn), howToTell]);
}

/**
 * Answers a word that decides nothing in a ticket that other words decide: with these, or that it has been decided.
 * @param why as it stands in the log. @param how it is decided.
 */
export function decidesNothing(turn: TaskTurn, act: CommentAct, why: string, how: Paragraph): void {
  const nothing: Paragraph = [{ command: act.command.verb }, ' decides nothing here. ', ...how];
  answer(turn, act, why, [turn.state.stage === 'ended' ? [OVER] : nothing]);
}

/** Named where more than one decision waits, as it has to be written then. */
function ofRequests({ state, org }: TaskTurn): Message {
  const isNamed = whatWaits(state).length > 1;
  return openRequests(state).map((what): Paragraph => {
    const name = isNamed ? ` ${what}` : '';
    const who = namesOf(org, approvers(state, org, what).allowed, 'or');
    const asked = what === 'extension' ? 'the later date' : 'not to do it';
    return [
      { command: `approve${name}` },
      ' or ',
      { command: `deny${name} because …` },
      ` ${asked}: ${who || 'nobody at present'}`,
    ];
  });
}

/** @returns who may use a word here, by name; empty if nobody may at present. */
export function whoMay(turn: TaskTurn, verb: Verb): string {
  const { state, org } = turn;
  switch (verb) {
    case 'evidence':
    case 'done':
    case 'measure':
    case 'version':
      return workers(turn);
    case 'scope':
    case 'finding':
      return namesOf(org, [state.assignee], 'or');
    case 'treat':
      return ownersOf(state, org);
    case 'risk':
      return state.terms.kind === 'risk-rating' ? ownersOf(state, org) : workers(turn);
    case 'answer':
      return namesOf(org, answerers(state, org), 'or');
    case 'extend':
    case 'waive':
      return namesOf(org, askers(state, org), 'or');
    case 'approve':
    case 'deny':
      return namesOf(org, [...new Set(requested(turn))], 'or');
    case 'decide':
    case 'present':
    case 'action':
      return isSigned(state) ? whoMinutes(state, org) : workers(turn);
    case 'accept':
    case 'reject':
    case 'sign':
      return namesOf(org, state.stage === 'ended' ? revivers(state, org) : verifiers(state, org), 'or');
    default:
      return 'people of the programme';
  }
}

/** @returns who decides what is asked for here: a later date, not to do it, or that somebody takes an audit over. */
function requested({ state, org }: TaskTurn): PersonId[] {
  const allowed = openRequests(state).flatMap((what) => approvers(state, org, what).allowed);
  const { asked } = state.audit ?? {};
  return [...allowed, ...(asked ? approversOf(org, asked.person) : [])];
}

/** @returns who may hand the work in: `Sam Okoro, their delegate or their manager`. */
export function workers({ state, org }: TaskTurn): string {
  return `${namesOf(org, [state.assignee], 'or')}, their delegate or their manager`;
}

/** @returns the words that apply, as part of a sentence. */
export function listOf(turn: TaskTurn): Message[number] {
  const verbs: Verb[] = [...usable(turn), 'event', 'help'];
  return verbs.flatMap((verb, i) => [...(i > 0 ? [', '] : []), { command: verb }]);
}

function usable({ state }: TaskTurn): Verb[] {
  if (state.stage === 'ended') return ['reject'];
  if (state.stage === 'submitted') return [isSigned(state) ? 'sign' : 'accept', 'reject'];
  const minutes: Verb[] = isSigned(state) ? ['action', 'sign'] : [];
  return [
    ...new Set(state.terms.evidence.flatMap((item) => item.word ?? [])),
    ...minutes,
    ...(state.terms.evidence.some((item) => !item.word && !item.counted) ? (['evidence'] as const) : []),
    'done',
    ...(mayBeExtended(state) ? (['extend'] as const) : []),
    'waive',
    ...(openRequests(state).length > 0 || state.audit?.asked ? (['approve', 'deny'] as const) : []),
  ];
}
