import { textOf } from '../../event.ts';
import { hasDeadline } from '../../nonconformity/clock.ts';
import { unapproved } from '../../nonconformity/evolve.ts';
import type { NonconformityState } from '../../nonconformity/state.ts';
import { nameOf, type Organisation, typed } from '../../organisation.ts';
import type { PersonId } from '../../programme.ts';
import type { Message, Paragraph } from '../../ticket.ts';
import type { Instant } from '../../time.ts';
import type { Notice } from '../chase.ts';
import { amount, day, dayAt, mentions } from '../phrases.ts';

/** @returns the comment that asks for the agreement of a plan, or of an action added to one. */
export function planAsked(state: NonconformityState, org: Organisation, deciders: PersonId[], at: Instant): Message {
  const added = state.plan.agreed !== undefined;
  const due = state.clocks.plan;
  const what = added ? 'added an action to the plan' : 'has a plan ready';
  return [
    [
      ...mentions(org, state.terms.tracker, deciders),
      `${nameOf(org, state.assignee)} ${what}. Is it right? `,
      { command: 'approve plan' },
      ...(added
        ? []
        : [', naming who judges later whether it worked (', { command: 'approve plan reviewer @name' }, ')']),
      ' or ',
      { command: 'deny plan because …' },
      `${added || !hasDeadline(state) ? '' : `${at < due.at ? ', by' : '; it was due on'} ${day(org, due)}`}.`,
    ],
  ];
}

/** @returns what whoever agrees the plan reads of actions that were added to it and wait, in mail or chat. */
export function additionWaits(state: NonconformityState, org: Organisation): Notice {
  const { terms, clocks, thread } = state;
  const [first, ...more] = unapproved(state);
  const title = `${terms.display} (${textOf(terms.title)})`;
  const what = more.length === 0 ? 'an action' : amount(more.length + 1, 'action');
  const [approve, deny] = ['approve plan', 'deny plan because …'].map((word) => typed(org, word, terms.tracker));
  const since = first ? ` since ${dayAt(org, first.at, clocks.resolve)}` : '';
  const line = `${title}: ${nameOf(org, first?.by ?? '')} added ${what} to the plan, and waits for your ${approve} or ${deny}${since}.`;
  const url = thread.ref?.url ?? '';
  return {
    subject: `To decide: ${title}`,
    lines: [line, url],
    chase: { line, due: clocks.resolve, url, asks: 'action', own: true },
  };
}

/** @returns the reply to an approval that came too early: what is still to be written. */
export function planLacks(lacking: string[]): Message {
  const items: Paragraph = lacking.flatMap((word, i) => [
    ...(i > 0 ? [i === lacking.length - 1 ? ' and ' : ', '] : []),
    ...either(word),
  ]);
  return [
    [{ command: 'approve' }, ' was not recorded: the plan is not complete. Still to be written: ', ...items, '.'],
  ];
}

function either(words: string): Paragraph {
  return words.split(' or ').flatMap((word, i) => [...(i > 0 ? [' or '] : []), { command: word }]);
}

/** @returns `Not agreed: "…". …`. */
export function planDenied(state: NonconformityState, org: Organisation, reason: string): Message {
  const then = state.plan.agreed
    ? 'The plan stays as it was agreed.'
    : !hasDeadline(state)
      ? 'Please change it and ask again.'
      : `Please change it and ask again; the plan is still due on ${day(org, state.clocks.plan)}.`;
  return [['Not agreed: ', { quoted: reason }, `. ${then}`]];
}
