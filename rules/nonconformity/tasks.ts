import { deadlineOn } from '../calendar/deadline.ts';
import { dateAt, daysBetween, plusDays } from '../calendar/local-day.ts';
import { textOf } from '../event.ts';
import { type Organisation, trackerFor } from '../organisation.ts';
import { isNoticedLate } from '../pace.ts';
import type { PersonId } from '../programme.ts';
import type { TaskDraft } from '../task/state.ts';
import { type Deadline, type Instant, msBetween, plusMs } from '../time.ts';
import { asSaid, cap, linkIn, sentence, short } from '../wording/phrases.ts';
import { actionsUntil } from './clock.ts';
import { plannedActions, slotOf } from './outcome.ts';
import { barredFromReview, doerOf, reviewerOf } from './people.ts';
import { reviewSlot } from './rounds.ts';
import type { Action, NonconformityState } from './state.ts';

/**
 * The tasks that a nonconformity needs now, those that exist already included: one for each agreed action, and the effectiveness review
 * once the fix has worked for a while. Late, they raise no nonconformity: their ladder has no hard limit (domain, section 6).
 * @param opened when the review's ticket was created, where that is there already: in a time that the register has forgotten.
 */
export function tasksOf(state: NonconformityState, org: Organisation, now: Instant, opened = now): TaskDraft[] {
  if (state.closed) return [];
  const actions = plannedActions(state).map((a) => actionTask(state, org, a, now));
  const review =
    state.verified && state.verified.opens <= now ? reviewTask(state, org, state.verified, opened) : undefined;
  return review ? [...actions, review] : actions;
}

function actionTask(state: NonconformityState, org: Organisation, action: Action, now: Instant): TaskDraft {
  const { plan } = state;
  const until = actionsUntil(state, now);
  const due = until && action.due.at > until.at ? until : action.due;
  const doer = doerOf(action, state, org);
  return {
    assignee: doer,
    terms: {
      ...common(state, org, action.round, doer),
      kind: 'action',
      slot: slotOf(action.round, action.id),
      title: { text: `${state.terms.display}: ${short(textOf(action.text))}` },
      ask: { text: cap(sentence(textOf(action.text))) },
      instructions: [{ text: `It is a corrective action of ${state.terms.display}${about(state)}.` }],
      evidence: [{ id: 'proof', text: { text: 'what shows that it is done' }, file: false, kept: false }],
      owner: doer,
      verifier: plan.agreed?.by ?? plan.former?.by ?? 'role:lead',
      opens: action.approved ?? action.at,
      due,
    },
  };
}

function reviewTask(
  state: NonconformityState,
  org: Organisation,
  { opens, due }: NonNullable<NonconformityState['verified']>,
  opened: Instant,
): TaskDraft | undefined {
  const reviewer = reviewerOf(state, org);
  if (!reviewer) return undefined;
  const { terms, steps, round } = state;
  return {
    assignee: reviewer,
    terms: {
      ...common(state, org, round, reviewer),
      kind: 'effectiveness-review',
      slot: reviewSlot(state),
      title: { text: `${terms.display}: did the fix work? ${short(textOf(terms.title))}` },
      ask: { text: `Judge whether the fix of ${terms.display} worked and had no side effects.` },
      instructions: [
        { text: `It counts as effective if: ${asSaid(sentence(textOf(steps.criterion?.text)))}` },
        { text: `What it was${about(state)}.` },
      ],
      evidence: [],
      owner: reviewer,
      barred: barredFromReview(state),
      opens,
      due: dueAsOpened(org, opens, due, opened),
    },
  };
}

/** Opened on a later day, after a downtime or because a change of grade was annulled, it is due as many days later (domain: missed). */
function dueAsOpened({ programme }: Organisation, opens: Instant, due: Deadline, opened: Instant): Deadline {
  const { zone, pace } = programme;
  if (due.date === undefined)
    return isNoticedLate(opens, opened, pace.planner) ? { at: plusMs(due.at, msBetween(opens, opened)) } : due;
  const days = daysBetween(dateAt(zone, opens), dateAt(zone, opened));
  return days > 0 ? deadlineOn(zone, plusDays(due.date, days)) : due;
}

/** A task lives beside its nonconformity, unless whoever is to do it has an account elsewhere only. */
function common(state: NonconformityState, org: Organisation, round: number, assignee: PersonId) {
  const { key, display, clauses, process, tracker, ladder, ownGrade, version } = state.terms;
  return {
    origin: { nonconformity: key, display, round },
    clauses,
    process,
    tracker: trackerFor(org, assignee, tracker),
    selfVerification: false,
    ladder,
    extensions: org.programme.clocks.taskExtensions,
    missedGrade: ownGrade === 'concern' ? 'minor' : ownGrade,
    version,
  };
}

function about({ terms, thread }: NonconformityState): string {
  return `${linkIn(thread.ref)}: ${asSaid(textOf(terms.title))}`;
}
