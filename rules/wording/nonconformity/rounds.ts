import { textOf } from '../../event.ts';
import { hasDeadline } from '../../nonconformity/clock.ts';
import { type NonconformityState, timesIneffective } from '../../nonconformity/state.ts';
import { nameOf, type Organisation, typed } from '../../organisation.ts';
import type { PersonId } from '../../programme.ts';
import type { Message } from '../../ticket.ts';
import type { Notice } from '../chase.ts';
import { day, dayAt, mentions, quoted } from '../phrases.ts';

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
  return [
    [
      ...mentions(org, state.terms.tracker, to),
      `The fix was found ineffective ${howOften(state)}. Should this be a major? `,
      { command: 'accept' },
      ' or ',
      { command: 'reject because …' },
      '.',
    ],
  ];
}

/** @returns what whoever decides a proposed major reads of it while it waits, in mail or chat. */
export function proposalWaits(state: NonconformityState, org: Organisation): Notice {
  const { terms, clocks, thread, proposal } = state;
  const title = `${terms.display} (${textOf(terms.title)})`;
  const [accept, reject] = ['accept', 'reject because …'].map((word) => typed(org, word, terms.tracker));
  const since = proposal ? ` since ${dayAt(org, proposal.at, clocks.resolve)}` : '';
  const line = `${title}: the fix was found ineffective ${howOften(state)}; whether it is a major waits for your ${accept} or ${reject}${since}.`;
  const url = thread.ref?.url ?? '';
  return {
    subject: `To decide: ${title}`,
    lines: [line, url],
    chase: { line, due: clocks.resolve, url, asks: 'proposal', own: true },
  };
}

/** @returns `twice`, `3 times`: how often its fix was found ineffective. */
export function howOften(state: NonconformityState): string {
  const times = timesIneffective(state);
  return times === 2 ? 'twice' : `${times} times`;
}

/** @returns the comment that records a rejected proposal. */
export function proposalRejected(org: Organisation, by: PersonId, reason: string): Message {
  return [[`It stays minor, decided by ${nameOf(org, by)}: `, { quoted: reason }, '.']];
}
