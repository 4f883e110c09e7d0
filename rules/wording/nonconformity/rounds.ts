import { hasDeadline } from '../../nonconformity/clock.ts';
import { type NonconformityState, timesIneffective } from '../../nonconformity/state.ts';
import { nameOf, type Organisation } from '../../organisation.ts';
import type { PersonId } from '../../programme.ts';
import type { Message } from '../../ticket.ts';
import { day, mentions, quoted } from '../phrases.ts';

/** @returns the comment of a nonconformity whose fix was found effective. */
export function closedComment(state: NonconformityState, org: Organisation): Message {
  const last = state.verdicts.at(-1);
  const shown = last?.why && 'text' in last.why && last.why.text === '' ? ['.'] : [': ', quoted(last?.why), '.'];
  return [[`Closed. ${nameOf(org, last?.by ?? '')} found the fix effective`, ...shown]];
}

/** @returns the comment that starts a new round. */
export function newRound(state: NonconformityState, org: Organisation): Message {
  const last = state.verdicts.at(-1);
  const { plan, resolve } = state.clocks;
  return [
    [
      `${nameOf(org, last?.by ?? '')} found the fix ineffective: `,
      quoted(last?.why),
      `. Round ${state.round} begins with the root cause.`,
      ...(hasDeadline(state) ? [` New dates: plan by ${day(org, plan)}, resolved by ${day(org, resolve)}.`] : []),
    ],
  ];
}

/** @returns the proposal to the lead after a second ineffective round. */
export function majorProposed(state: NonconformityState, org: Organisation, to: PersonId[]): Message {
  const times = timesIneffective(state);
  return [
    [
      ...mentions(org, state.terms.tracker, to),
      `The fix was found ineffective ${times === 2 ? 'twice' : `${times} times`}. Should this be a major? `,
      { command: 'accept' },
      ' or ',
      { command: 'reject because …' },
      '.',
    ],
  ];
}

/** @returns the comment that records a rejected proposal. */
export function proposalRejected(org: Organisation, by: PersonId, reason: string): Message {
  return [[`It stays minor, decided by ${nameOf(org, by)}: `, { quoted: reason }, '.']];
}
