import { actionsUntil, hasDeadline } from '../../nonconformity/clock.ts';
import { type ExternalStatus, externalStatus, type LetterKind } from '../../nonconformity/external.ts';
import {
  annullers,
  extensionApprovers,
  ownersOf,
  planApprovers,
  planDeciders,
  regraders,
} from '../../nonconformity/people.ts';
import { planWaits } from '../../nonconformity/plan.ts';
import type { NonconformityState } from '../../nonconformity/state.ts';
import { mayAskForMore, mayNeedNoAction, mayStillPlan } from '../../nonconformity/still-open.ts';
import { leads, namesOf, type Organisation } from '../../organisation.ts';
import type { Message, Paragraph } from '../../ticket.ts';
import type { Instant } from '../../time.ts';
import { day } from '../phrases.ts';
import { howToTell } from '../telling.ts';
import { howToAnnul } from './grade.ts';
import { finished } from './replies.ts';

/** Words, and who may write them. */
type Row = [words: string[], who: string];

/** @param at when it was asked for. @returns the reply to `help`: what can be written here as things stand, and by whom. */
export function answerWith(state: NonconformityState, org: Organisation, at: Instant): Message {
  if (state.closed) return finished(state);
  const rows = [
    ...ofSteps(state, org, at),
    ...ofRequests(state, org, at),
    ...ofGrade(state, org),
    ...ofBody(state, org),
    ...ofOthers(state, org),
  ];
  const lines = rows
    .filter(([words]) => words.length > 0)
    .map(
      ([words, who]): Paragraph => [
        ...words.flatMap((word, i): Paragraph => [...(i > 0 ? [', '] : []), { command: word }]),
        `: ${who}`,
      ],
    );
  return [['What you can write here, each in a comment of its own:'], ...lines, howToTell];
}

function ofSteps(state: NonconformityState, org: Organisation, at: Instant): Row[] {
  const owners = owning(state, org);
  const planned = mayStillPlan(state) ? ['extent …', 'similar …', 'cause …', 'criterion …'] : [];
  const actions = [
    ...(state.verified ? [] : ['action @owner DATE …']),
    ...(mayNeedNoAction(state) ? ['no-action because …'] : []),
  ];
  return [
    [['correction …', ...planned], owners],
    [actions, `${owners}${datesOf(state, org, at)}`],
    [['changes …'], `${owners}: what was changed in the ISMS and its risks`],
  ];
}

/** How actions may be dated. */
function datesOf(state: NonconformityState, org: Organisation, at: Instant): string {
  if (!hasDeadline(state)) return '';
  const until = actionsUntil(state, at);
  return until ? `; no later date than ${day(org, until)}` : '; any date to come, as the deadline has passed';
}

function ofRequests(state: NonconformityState, org: Organisation, at: Instant): Row[] {
  const { extension, clocks } = state;
  const isPlanOpen = mayStillPlan(state) || planWaits(state);
  const plan = isPlanOpen ? ['approve plan reviewer @name', 'deny plan because …'] : [];
  const decided = extension && at < clocks.resolve.at ? ['approve extension', 'deny extension because …'] : [];
  return [
    [plan, namesOf(org, planDeciders(state, org), 'or')],
    [mayAskForMore(state, at) ? ['extend DATE because …'] : [], `${owning(state, org)}, or the lead`],
    [decided, namesOf(org, extensionApprovers(state, org).allowed, 'or')],
  ];
}

function ofGrade(state: NonconformityState, org: Organisation): Row[] {
  const { grade, grades, external } = state;
  const isAnnulled = grade === 'major' && grades.length > 1 && external?.grade !== 'major';
  return [
    [grade === 'major' ? [] : ['regrade major because …'], namesOf(org, regraders(state, org), 'or')],
    [isAnnulled ? [howToAnnul(state)] : [], namesOf(org, annullers(state, org), 'or')],
  ];
}

/** A plan is sent as often as it is asked for, and none is accepted that was not sent; what a later letter says needs no earlier one. */
const letters: Record<ExternalStatus, LetterKind[]> = {
  entered: ['sent', 'validated'],
  'plan sent': ['sent', 'accepted-plan', 'validated'],
  'plan accepted': ['validated'],
  validated: [],
};

/** What the certification body may still say. */
function ofBody({ external }: NonconformityState, org: Organisation): Row[] {
  if (!external) return [];
  const recorders = `${namesOf(org, leads(org), 'or')}, with the letter attached or linked`;
  const grades = (['minor', 'major'] as const).filter((grade) => grade !== external.grade);
  return [
    [letters[externalStatus(external)].map((letter) => `${letter} DATE`), recorders],
    [grades.map((grade) => `regrade ${grade} DATE because …`), `${recorders}: as the auditor graded it`],
  ];
}

function ofOthers(state: NonconformityState, org: Organisation): Row[] {
  const isAsked = state.similar !== undefined && state.recurrenceOf === undefined;
  return [
    [isAsked ? ['recurrence KEY'] : [], `${owning(state, org)}, or the lead`],
    [state.proposal ? ['accept', 'reject because …'] : [], namesOf(org, planApprovers(state, org), 'or')],
  ];
}

function owning(state: NonconformityState, org: Organisation): string {
  return `${namesOf(org, ownersOf(state), 'or')} or their delegate`;
}
