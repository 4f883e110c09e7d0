import { textOf } from '../../event.ts';
import type { NonconformityState } from '../../nonconformity/state.ts';
import { nameOf, type Organisation } from '../../organisation.ts';
import type { PersonId } from '../../programme.ts';
import type { Message } from '../../ticket.ts';
import type { NoticeText } from '../notice.ts';
import { endOf, mentions } from '../phrases.ts';

/** @returns the comment on a major past its own deadline. */
export function overdueComment(state: NonconformityState, org: Organisation, mentioned: PersonId[]): Message {
  return [
    [
      ...mentions(org, state.terms.tracker, mentioned),
      `This major nonconformity was to be resolved by ${endOf(org, state.clocks.resolve)} and was not. It puts the certificate at risk: top management hears of it weekly until it is resolved.`,
    ],
  ];
}

/** @returns what top management hears weekly of a major past its deadline. */
export function overdueNotice(state: NonconformityState, org: Organisation): NoticeText {
  const { terms, clocks } = state;
  const title = textOf(terms.title);
  const plan = state.plan.agreed ? 'Its plan is agreed.' : 'Its plan is not agreed yet.';
  return {
    subject: `Past its deadline: ${terms.display}, major (${title})`,
    lines: [
      `${terms.display} (${title}) was to be resolved by ${endOf(org, clocks.resolve)} and is not. ${plan} ${nameOf(org, state.assignee)} owns it.`,
      'What follows: the certification body may suspend the certificate over a major nonconformity that stays open.',
      'From you: decide what it takes, and tell the owner.',
      'Next word from us: in a week, unless it is resolved by then.',
      state.thread.ref?.url ?? '',
    ],
  };
}

/** @returns what the lead is told of a deadline that passed while a ticket could not be read. */
export function unreadNotice(state: NonconformityState, org: Organisation, tickets: string[]): NoticeText {
  const { terms, thread, clocks } = state;
  const title = textOf(terms.title);
  const own = thread.ref ? `its ticket ${thread.ref.number} ${thread.ref.url}` : 'its ticket, which is not open yet,';
  const what =
    tickets.length > 0
      ? `${tickets.length === 1 ? 'the ticket' : 'the tickets'} of its actions (${tickets.join(', ')})`
      : own;
  return {
    subject: `Deadline passed, unread: ${terms.display} (${title})`,
    lines: [
      `${terms.display} (${title}) was to be resolved by ${endOf(org, clocks.resolve)}. Since then ${what} could not be read, so nobody knows whether it was.`,
      'No verdict is given before that. Run dutybound doctor to see what the tracker refuses.',
    ],
  };
}
