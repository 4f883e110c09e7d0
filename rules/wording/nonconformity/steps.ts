import { hasDeadline } from '../../nonconformity/clock.ts';
import { planApprovers, reviewerOf } from '../../nonconformity/people.ts';
import { lackingForPlan, planWaits } from '../../nonconformity/plan.ts';
import { type NonconformityState, type Stage, stageOf, stepNumber } from '../../nonconformity/state.ts';
import { nameOf, namesOf, type Organisation } from '../../organisation.ts';
import type { PersonId } from '../../programme.ts';
import type { Paragraph } from '../../ticket.ts';
import { dayAt, lower } from '../phrases.ts';
import { awaitedLetter } from './external.ts';

/** Names of the steps as people read them; the standard's own words (10.2). */
export const stepNames: Record<Stage, string> = {
  correction: 'Correction at once, and its consequences dealt with',
  extent: 'Extent and impact',
  similar: 'The same elsewhere?',
  cause: 'Root cause',
  actions: 'Corrective actions',
  plan: 'Plan agreed',
  implementation: 'Actions done, fix verified by somebody else',
  effectiveness: 'Effectiveness review',
  external: 'The certification body’s letter',
  closed: 'Closed',
};

/** @returns what to write, or what has to happen, for the step to be done. */
export function howTo(state: NonconformityState, org: Organisation, stage: Stage): Paragraph {
  switch (stage) {
    case 'correction':
    case 'extent':
    case 'cause':
      return [{ command: `${stage} …` }];
    case 'similar':
      return [{ command: 'similar none, because …' }, ' or ', { command: 'similar …' }];
    case 'actions':
      return lackingActions(state);
    case 'implementation':
      return ['each action has an issue of its own'];
    case 'effectiveness':
      return [reviewLine(state, org)];
    default:
      return [];
  }
}

function lackingActions(state: NonconformityState): Paragraph {
  const lacking = lackingForPlan(state);
  const parts: Paragraph[] = [];
  if (lacking.includes('action or no-action'))
    parts.push([
      { command: `action @owner ${exampleDate(state)} …` },
      ' each, or ',
      { command: 'no-action because …' },
    ]);
  if (lacking.includes('criterion')) parts.push(['how we shall know that they worked: ', { command: 'criterion …' }]);
  return parts.flatMap((part, i) => [...(i > 0 ? ['; '] : []), ...part]);
}

/** A date halfway to the deadline, as it would be typed; where deadlines are exact or have passed, just the word. */
function exampleDate(state: NonconformityState): string {
  const { from, clocks, overdue } = state;
  if (!clocks.resolve.date || !hasDeadline(state) || overdue) return 'DATE';
  return new Date((Date.parse(from) + Date.parse(clocks.resolve.at)) / 2).toISOString().slice(0, 10);
}

/** @returns who judges the fix and when. */
export function reviewLine(state: NonconformityState, org: Organisation): string {
  const who = reviewerOf(state, org);
  const name = state.plan.agreed && who ? nameOf(org, who) : 'somebody impartial';
  const { verified, terms } = state;
  if (verified) return `by ${name}, from ${dayAt(org, verified.opens, verified.due)} on, in its own issue`;
  const { effectiveness } = terms.clocks;
  const wait =
    effectiveness.unit === 'ms'
      ? `${effectiveness.n / 1000} seconds`
      : `${effectiveness.n} ${effectiveness.unit.replace('-', ' ')}`;
  return `by ${name}, ${wait} later, in its own issue`;
}

/** @returns who owns it, for others than the owner, and what is next: of a complete plan, that it waits for agreement, or was denied. */
export function nextStep(state: NonconformityState, org: Organisation, to: PersonId[]): Paragraph {
  const stage = stageOf(state);
  const owner =
    to.length > 0 && to.every((p) => p === state.assignee) ? '' : `${nameOf(org, state.assignee)} owns it. `;
  if (stage === 'plan' && !planWaits(state))
    return [`${owner}The plan was not agreed: with the next step or action that is written it is asked for again.`];
  if (stage === 'plan') {
    const asked = planApprovers(state, org);
    const whose = to.some((p) => asked.includes(p))
      ? 'your agreement'
      : `the agreement of ${namesOf(org, asked, 'or')}`;
    return [
      `${owner}The plan is complete and waits for ${whose}: `,
      { command: 'approve plan' },
      ' or ',
      { command: 'deny plan because …' },
      '.',
    ];
  }
  if (stage === 'external') return ['It waits for the certification body: ', ...awaitedLetter(state), '.'];
  const how = howTo(state, org, stage);
  const name = lower(stepNames[stage]).replace(/\?$/, '');
  return [`${owner}Step ${stepNumber(state)} is next: ${name}`, ...(how.length > 0 ? [' (', ...how, ')'] : []), '.'];
}

/** @returns who has to act next, as the ticket names them. */
export function nextActor(state: NonconformityState, org: Organisation, stage: Stage): string {
  if (stage === 'plan' && planWaits(state)) return namesOf(org, planApprovers(state, org), 'or');
  if (stage === 'implementation' && state.resolved)
    return namesOf(org, state.plan.agreed ? [state.plan.agreed.by] : [], 'or');
  if (stage === 'effectiveness') {
    const who = reviewerOf(state, org);
    return who ? nameOf(org, who) : 'nobody who may judge is left';
  }
  if (stage === 'external') return state.terms.external?.body ?? '';
  return nameOf(org, state.assignee);
}
