import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { answer, misused, refuse } from '../answers.ts';
import { decidedBy } from '../authority.ts';
import { nameOf, namesOf, type Organisation, personById, personNamed } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { redraw, say } from '../turn.ts';
import { planDenied, planLacks } from '../wording/nonconformity/plan.ts';
import { unapproved } from './evolve.ts';
import { barredFromReview, planDeciders, plannersOf, reviewerOf } from './people.ts';
import { currentActions, type NonconformityState } from './state.ts';
import { type NonconformityTurn, record } from './turn.ts';

/** What a plan needs before it can be agreed, by the words that give it. */
const NEEDED = ['correction', 'extent', 'similar', 'cause'] as const;

/** @returns the words that still have to be written; [] for a plan that can be agreed. */
export function lackingForPlan(state: NonconformityState): string[] {
  const lacking: string[] = NEEDED.filter((step) => state.steps[step] === undefined);
  if (currentActions(state).length === 0 && !state.noAction) lacking.push('action or no-action');
  if (!state.steps.criterion) lacking.push('criterion');
  return lacking;
}

/** Whether the plan, or an action added to it, waits for agreement; one that was denied waits for its owner. */
export function planWaits(state: NonconformityState): boolean {
  if (state.plan.agreed) return unapproved(state).length > 0;
  return !state.plan.denied && lackingForPlan(state).length === 0;
}

/** `approve` of the plan, or of an action added later; names the effectiveness reviewer (domain: steps). */
export function agreePlan(turn: NonconformityTurn, act: CommentAct): void {
  const by = decider(turn, act);
  if (!by) return;
  const lacking = lackingForPlan(turn.state);
  if (lacking.length > 0) return answer(turn, act, 'the plan is not complete', planLacks(lacking));
  if (turn.state.plan.agreed && unapproved(turn.state).length === 0)
    return misused(turn, act, 'the plan has been agreed already');
  const reviewer = chosenReviewer(turn, act);
  if (!reviewer) return;
  const instead = turn.state.plan.agreed && act.command.person !== undefined && { instead: true as const };
  record(turn, 'plan-agreed', { by, reviewer, ...instead, cause: act.id }, act.at, byPerson(by));
  redraw(turn);
}

/** `deny REASON`: the plan goes back; of an agreed plan only what was added to it. */
export function denyPlan(turn: NonconformityTurn, act: CommentAct, reason: string): void {
  const by = decider(turn, act);
  if (!by) return;
  if (!planWaits(turn.state)) return misused(turn, act, 'nothing waits to be agreed here');
  if (reason === '') return misused(turn, act, 'it needs a reason');
  record(turn, 'plan-denied', { by, reason: { text: reason }, cause: act.id }, act.at, byPerson(by));
  redraw(turn);
  say(turn, `plan-denied:${act.id}`, planDenied(turn.state, turn.org, reason));
}

function decider(turn: NonconformityTurn, act: CommentAct): PersonId | undefined {
  const { state, org } = turn;
  const allowed = planDeciders(state, org);
  const by = decidedBy(org, act, { allowed, barred: plannersOf(state), power: 'plan' });
  if (!by) refuse(turn, act, namesOf(org, allowed, 'or'));
  return by;
}

/** Who is named here, else whom the plan named before, also one that turning major made void; else the next level. */
function chosenReviewer(turn: NonconformityTurn, act: CommentAct): PersonId | undefined {
  const { state, org } = turn;
  const written = act.command.person;
  const named = written === undefined ? namedBefore(state, org) : personNamed(org, state.terms.tracker, written);
  if (written !== undefined && !named) {
    misused(turn, act, `${written} is nobody in the programme`);
    return undefined;
  }
  if (written !== undefined && named && barredFromReview(state).includes(named)) {
    misused(
      turn,
      act,
      `${nameOf(org, named)} owns, planned, or does this, and cannot judge whether it worked; name somebody else`,
    );
    return undefined;
  }
  const reviewer = reviewerOf(state, org, named);
  if (!reviewer)
    misused(turn, act, 'nobody is left who may judge whether it worked; name somebody with reviewer @name');
  return reviewer;
}

function namedBefore({ plan }: NonconformityState, org: Organisation): PersonId | undefined {
  const before = (plan.agreed ?? plan.former)?.reviewer;
  return before && personById(org, before)?.id;
}
