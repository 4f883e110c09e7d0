import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { misused, refuse } from '../answers.ts';
import { deadlineNamed, noSuchDay } from '../calendar/named.ts';
import { namesOf, personNamed } from '../organisation.ts';
import type { Deadline } from '../time.ts';
import { redraw, say } from '../turn.ts';
import { planAsked } from '../wording/nonconformity/plan.ts';
import { day } from '../wording/phrases.ts';
import { actionsUntil } from './clock.ts';
import { unapproved } from './evolve.ts';
import { ownersOf, planApprovers, writesSteps } from './people.ts';
import { planWaits } from './plan.ts';
import type { StepName } from './state.ts';
import { type NonconformityTurn, record } from './turn.ts';

/** A step's own word with its answer; the last one given counts, and an agreed plan is not rewritten. */
export function writeStep(turn: NonconformityTurn, act: CommentAct, step: StepName | 'no-action'): void {
  const by = writer(turn, act);
  if (!by) return;
  if (act.command.text === '') return misused(turn, act, 'it needs a text');
  if (turn.state.plan.agreed && step !== 'correction' && step !== 'changes')
    return misused(turn, act, 'the plan has been agreed with what was written');
  if (
    step === 'no-action' &&
    unapproved(turn.state).length +
      turn.state.actions.filter((a) => a.round === turn.state.round && a.approved).length >
      0
  )
    return misused(turn, act, 'actions have been drafted');
  const waited = planWaits(turn.state);
  record(turn, 'step-recorded', { step, by, text: { text: act.command.text }, cause: act.id }, act.at, byPerson(by));
  redraw(turn);
  if (!waited) askForPlan(turn, act);
}

/** `action @owner DATE …`: drafts a corrective action, dated not past the nonconformity's own deadline until that has passed. */
export function draftAction(turn: NonconformityTurn, act: CommentAct): void {
  const { org } = turn;
  const by = writer(turn, act);
  if (!by) return;
  const { person, text } = act.command;
  const { verified, terms, round, actions } = turn.state;
  if (verified)
    return misused(turn, act, 'the fix has been verified; what it did not mend belongs into the next round');
  if (!person) return misused(turn, act, 'it needs an owner');
  const owner = personNamed(org, terms.tracker, person);
  if (!owner) return misused(turn, act, `${person} is nobody in the programme`);
  const until = actionsUntil(turn.state, act.at);
  const due = dueOf(turn, act, until);
  if (!due) return misused(turn, act, noSuchDay(act.command.date));
  if (until && due.at > until.at)
    return misused(turn, act, `the date must not be later than ${day(org, until)}, by when this is to be resolved`);
  if (due.at <= act.at)
    return misused(turn, act, `the date has passed${until ? '' : '; it may be any to come, as the deadline has, too'}`);
  if (text === '') return misused(turn, act, 'it needs a text: what is to be done');
  const id = `a${actions.filter((a) => a.round === round).length + 1}`;
  const waited = planWaits(turn.state);
  record(
    turn,
    'action-drafted',
    { action: { id, round, owner, due, text: { text } }, by, cause: act.id },
    act.at,
    byPerson(by),
  );
  redraw(turn);
  if (!waited || turn.state.plan.agreed) askForPlan(turn, act);
}

/** Where deadlines are exact a date may be left out: then it is the nonconformity's own, while that is to come. */
function dueOf(turn: NonconformityTurn, act: CommentAct, until: Deadline | undefined): Deadline | undefined {
  if (act.command.date === undefined) return until?.date === undefined ? until : undefined;
  return deadlineNamed(turn.org.programme.zone, act.command.date);
}

/** Asks for agreement of what waits for it: once nothing is lacking, and after a denial once something was written. */
export function askForPlan(turn: NonconformityTurn, { id, at }: Pick<CommentAct, 'id' | 'at'>): void {
  if (!planWaits(turn.state)) return;
  const asked = planApprovers(turn.state, turn.org);
  say(turn, `plan:${id}`, planAsked(turn.state, turn.org, asked, at), { told: asked, asks: true });
}

function writer(turn: NonconformityTurn, act: CommentAct): string | undefined {
  const { state, org } = turn;
  if (act.by && writesSteps(state, org, act.by, act.at)) return act.by;
  refuse(turn, act, `${namesOf(org, ownersOf(state), 'or')} or their delegate`);
  return undefined;
}
