import { textOf } from '../event.ts';
import { nameOf, namesOf, type Organisation } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import type { Paragraph } from '../ticket.ts';
import type { Instant } from '../time.ts';
import { howTo, reviewLine, stepNames } from '../wording/nonconformity/steps.ts';
import { day, dayAt } from '../wording/phrases.ts';
import { planDeciders } from './people.ts';
import {
  type Action,
  currentActions,
  foundEffective,
  isDone,
  type NonconformityState,
  type STAGES,
  type Step,
  stageOf,
} from './state.ts';

type Listed = (typeof STAGES)[number];

/** @returns one line of the ticket's list: ✓ done, ➜ next, ○ open, with what was written or how to write it. */
export function stepLine(state: NonconformityState, org: Organisation, stage: Listed): Paragraph {
  const done = isDone(state, stage);
  const mark = done ? '✓ ' : stage === stageOf(state) ? '➜ ' : '○ ';
  if (stage === 'actions') return [mark, ...actionsLine(state, org, done)];
  if (stage === 'plan') return [mark, ...planLine(state, org)];
  if (stage === 'implementation') return [mark, implementationLine(state, org)];
  if (stage === 'effectiveness') return [mark, effectivenessLine(state, org)];
  const step = state.steps[stage];
  const name = stepNames[stage];
  if (!step) return [mark, name.endsWith('?') ? `${name} ` : `${name}: `, ...howTo(state, org, stage)];
  return [mark, name.endsWith('?') ? `${name} ` : `${name}: `, ...written(state, org, step)];
}

/** @returns the line of what was changed in the ISMS and its risks; [] while nothing is recorded (10.2 e). */
export function changesLine(state: NonconformityState, org: Organisation): Paragraph[] {
  const { changes } = state.steps;
  return changes ? [['Changes to the ISMS and its risks: ', ...written(state, org, changes)]] : [];
}

/** `both accounts disabled (Priya Nair, 6 Apr)` */
function written(state: NonconformityState, org: Organisation, step: Step): Paragraph {
  return [
    { quoted: oneLine(textOf(step.text)) },
    ` (${nameOf(org, step.by)}, ${dayAt(org, step.at, state.clocks.resolve, 'short')})`,
  ];
}

function actionsLine(state: NonconformityState, org: Organisation, done: boolean): Paragraph {
  const parts: Paragraph[] = currentActions(state).map((a) => actionPart(org, a));
  if (state.noAction) parts.push(['none: ', ...written(state, org, state.noAction)]);
  if (state.steps.criterion) parts.push(['they worked if: ', { quoted: oneLine(textOf(state.steps.criterion.text)) }]);
  if (!done) parts.push(howTo(state, org, 'actions'));
  return [
    `${stepNames.actions}: `,
    ...parts.filter((p) => p.length > 0).flatMap((part, i) => [...(i > 0 ? ['; '] : []), ...part]),
  ];
}

function actionPart(org: Organisation, action: Action): Paragraph {
  const who = ` (${nameOf(org, action.owner)}, by ${day(org, action.due, 'short')}${action.approved ? '' : ', not agreed yet'})`;
  if (action.ticket) return [{ link: action.ticket.number, href: action.ticket.url }, who];
  return [{ quoted: oneLine(textOf(action.text)) }, who];
}

function planLine(state: NonconformityState, org: Organisation): Paragraph {
  const { agreed, denied } = state.plan;
  const decided = ({ by, at }: { by: PersonId; at: Instant }) =>
    `agreed by ${nameOf(org, by)}, ${dayAt(org, at, state.clocks.resolve, 'short')}`;
  if (agreed) return [`Plan ${decided(agreed)}`];
  if (denied) return [`Plan not ${decided(denied)}: ${nameOf(org, state.assignee)} changes it first`];
  return [`Plan agreed by ${namesOf(org, planDeciders(state, org), 'or')}: `, { command: 'approve' }];
}

function implementationLine(state: NonconformityState, org: Organisation): string {
  const name = stepNames.implementation;
  const { resolved, verified, clocks } = state;
  if (verified) return `${name}: verified ${dayAt(org, verified.at, clocks.resolve, 'short')}`;
  return resolved ? `${name}: handed in ${dayAt(org, resolved.at, clocks.resolve, 'short')}, to be verified` : name;
}

function effectivenessLine(state: NonconformityState, org: Organisation): string {
  const found = foundEffective(state) ?? (state.closed && state.verdicts.at(-1));
  if (found)
    return `Effectiveness review: effective (${nameOf(org, found.by)}, ${dayAt(org, found.at, state.clocks.resolve, 'short')})`;
  return `Effectiveness review ${reviewLine(state, org)}`;
}

function oneLine(text: string): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= 200 ? line : `${line.slice(0, 199).trimEnd()}…`;
}
