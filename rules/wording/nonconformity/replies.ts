import type { Verb } from '../../commands.ts';
import { actionsUntil, extensionsAllowed, hasDeadline } from '../../nonconformity/clock.ts';
import {
  annullers,
  extensionApprovers,
  ownersOf,
  planApprovers,
  planDeciders,
  regraders,
} from '../../nonconformity/people.ts';
import { type NonconformityState, stageOf, stepNumber } from '../../nonconformity/state.ts';
import { leads, namesOf, type Organisation } from '../../organisation.ts';
import type { Message, Paragraph } from '../../ticket.ts';
import type { Instant } from '../../time.ts';
import { day } from '../phrases.ts';
import { howToTell } from '../telling.ts';
import { howToAnnul } from './grade.ts';
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

/** @returns the reply to `waive`. */
export function cannotBeWaived(state: NonconformityState): Message {
  return [
    [
      'A nonconformity cannot be waived. If nothing needs to be done about its cause, say so: ',
      { command: 'no-action because …' },
      '. More time: ',
      ...extendWord(state),
      '.',
    ],
  ];
}

function extendWord(state: NonconformityState): Paragraph {
  const used = state.extended.filter((e) => e.grade === state.grade).length;
  return used < extensionsAllowed(state) ? [{ command: 'extend DATE because …' }] : ['its extension is used up'];
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

/** How actions may be dated. */
function datesOf(state: NonconformityState, org: Organisation, at: Instant): string {
  if (!hasDeadline(state)) return '';
  const until = actionsUntil(state, at);
  return until ? `; no later date than ${day(org, until)}` : '; any date to come, as the deadline has passed';
}

/** @param at when it was asked for. @returns the reply to `help`: what can be written here, and by whom. */
export function answerWith(state: NonconformityState, org: Organisation, at: Instant): Message {
  if (state.closed) return finished(state);
  const owners = `${namesOf(org, ownersOf(state), 'or')} or their delegate`;
  const rows: [string, string][] = [
    ['correction … · extent … · similar … · cause … · criterion …', owners],
    ['action @owner DATE … · no-action because …', `${owners}${datesOf(state, org, at)}`],
    ['changes …', `${owners}: what was changed in the ISMS and its risks`],
    ['approve plan reviewer @name · deny plan because …', namesOf(org, planDeciders(state, org), 'or')],
    ['extend DATE because …', `${owners}, or the lead`],
    ['approve extension · deny extension because …', namesOf(org, extensionApprovers(state, org).allowed, 'or')],
    ['regrade major because …', namesOf(org, regraders(state, org), 'or')],
  ];
  if (state.external) {
    const recorders = `${namesOf(org, leads(org), 'or')}, with the letter attached or linked`;
    rows.push(['sent DATE · accepted-plan DATE · validated DATE', recorders]);
    rows.push([
      'regrade minor DATE because … · regrade major DATE because …',
      `${recorders}: as the auditor graded it`,
    ]);
  }
  if (state.similar && !state.recurrenceOf) rows.push(['recurrence KEY', `${owners}, or the lead`]);
  if (state.grade === 'major' && state.grades.length > 1 && state.external?.grade !== 'major')
    rows.push([howToAnnul(state), namesOf(org, annullers(state, org), 'or')]);
  if (state.proposal) rows.push(['accept · reject because …', namesOf(org, planApprovers(state, org), 'or')]);
  const lines = rows.map(
    ([words, who]): Paragraph => [
      ...words.split(' · ').flatMap((word, i): Paragraph => [...(i > 0 ? [', '] : []), { command: word }]),
      `: ${who}`,
    ],
  );
  return [['What you can write here, each in a comment of its own:'], ...lines, howToTell];
}
