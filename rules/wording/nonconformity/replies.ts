import type { Verb } from '../../commands.ts';
import { extensionsAllowed, extensionsUsed } from '../../nonconformity/clock.ts';
import { type NonconformityState, stageOf, stepNumber } from '../../nonconformity/state.ts';
import { mayAskForMore, mayNeedNoAction } from '../../nonconformity/still-open.ts';
import type { Organisation } from '../../organisation.ts';
import type { Message, Paragraph } from '../../ticket.ts';
import type { Instant } from '../../time.ts';
import { nextStep } from './steps.ts';

/** @returns the reply to a close by hand: it names the next step. */
export function putOpen(state: NonconformityState, org: Organisation): Message {
  return [
    ['Reopened: a nonconformity closes by itself when its fix was found effective. ', ...nextStep(state, org, [])],
  ];
}

/** @returns the one reply to a closed nonconformity that was reopened by hand. */
export function staysClosed(title: string): Message {
  return [
    [
      `A closed nonconformity is never reopened, so this was closed again. If "${title}" has happened again, raise a new one that names this one.`,
    ],
  ];
}

/** @returns the reply to any word on a closed nonconformity. */
export function finished(state: NonconformityState): Message {
  return [
    [`${state.terms.display} is closed; nothing can be changed here. What happens again is a new nonconformity.`],
  ];
}

/** @param at when it was written. @returns the reply to `waive`, with what can be written in its place. */
export function cannotBeWaived(state: NonconformityState, at: Instant): Message {
  const none: Paragraph = mayNeedNoAction(state)
    ? [' If nothing needs to be done about its cause, say so: ', { command: 'no-action because …' }, '.']
    : [];
  return [['A nonconformity cannot be waived.', ...none, ...moreTime(state, at)]];
}

function moreTime(state: NonconformityState, at: Instant): Paragraph {
  if (mayAskForMore(state, at)) return [' More time: ', { command: 'extend DATE because …' }, '.'];
  const allowed = extensionsAllowed(state);
  return allowed > 0 && extensionsUsed(state) >= allowed ? [' Its extension is used up.'] : [];
}

/** @returns the reply to a word of another kind of ticket. */
export function belongsElsewhere(state: NonconformityState, verb: Verb): Message {
  const effect = verb === 'effective' || verb === 'ineffective';
  const where = effect ? 'the issue of the effectiveness review' : 'another kind of ticket';
  return [[{ command: verb }, ` belongs on ${where}. ${nextHere(state)} is next here; see `, { command: 'help' }, '.']];
}

function nextHere(state: NonconformityState): string {
  return stageOf(state) === 'external' ? 'The certification body’s letter' : `Step ${stepNumber(state)}`;
}

/** @returns the reply to a bare word where two requests wait. */
export function severalOpen(verb: Verb): Message {
  return [
    [
      'The plan and an extension wait here. Please write ',
      { command: `${verb} plan` },
      ' or ',
      { command: `${verb} extension` },
      '.',
    ],
  ];
}
