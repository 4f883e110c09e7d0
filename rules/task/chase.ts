import { withStandIns } from '../authority.ts';
import { dateAt } from '../calendar/local-day.ts';
import { priority } from '../effect.ts';
import { unhurried } from '../ladder/unhurried.ts';
import { type NextStep, nextStep, type Step } from '../ladder.ts';
import { delegateOf, hearsByWeek, leads, loginOf, type Organisation, personOf, reachable } from '../organisation.ts';
import type { Ladder, Level, PersonId } from '../programme.ts';
import type { Ticket } from '../ticket.ts';
import { type Deadline, earliest, type Instant, plusMs } from '../time.ts';
import { type NoticeOptions, notify, say } from '../turn.ts';
import { TOP_DECIDES_MS } from '../waiting-for-top.ts';
import { chaseNotice, dueComment, escalation, reminder } from '../wording/chase.ts';
import { verificationEscalation, verificationNotice } from '../wording/verification.ts';
import { standsMissed } from './deadlines.ts';
import { onLevel, verifiers, verifying } from './people.ts';
import { record, type TaskTurn } from './turn.ts';

/**
 * The next rung of the ladder for work that is due: before the deadline one comment, then notices; after it the lead by a comment
 * that mentions them, everybody else by notice (contact rules 5 to 9). Nobody is chased for a time that the reading has not reached.
 * @returns when the next rung is due.
 */
export function chase(turn: TaskTurn, missing: string[], ticket: Ticket): Instant | undefined {
  const step = nextRung(turn, lastWord(turn, ticket), earliest(turn.now, ticket.asOf));
  if (step?.send) sendTaskStep(turn, step.send, missing);
  return step?.nextAt;
}

/** @returns the next rung as things stand, without sending it; undefined where nothing is chased. */
export function nextRung(turn: TaskTurn, wroteAt?: Instant, now: Instant = turn.now): NextStep | undefined {
  const { state, org } = turn;
  if (state.stage !== 'open' || standsMissed(state)) return undefined;
  return nextStep({
    ...people(turn, (level) => onLevel(org, level, state.assignee)),
    ladder: state.terms.ladder,
    opens: state.revivals?.at(-1)?.at ?? state.terms.opens,
    due: state.due,
    hardLimit: state.hardLimit,
    sent: state.rungs,
    assigneeWroteAt: wroteAt,
    now,
  });
}

/** The ladder of a verification: from the submission to its own due date, with those who may verify now as the first level; never missed. */
export function chaseVerification(turn: TaskTurn): Instant | undefined {
  const { state, now, org } = turn;
  const { verification, submission } = state;
  const ladder = unhurried(org.programme);
  if (state.stage !== 'submitted' || !verification || !submission || !ladder) return undefined;
  const may = verifiers(state, org);
  const first = may[0] ?? state.assignee;
  const step: NextStep = nextStep({
    ...people(turn, (level) => (level === 'assignee' ? may : onLevel(org, level, first))),
    ladder,
    opens: submission.at,
    due: verification.due,
    sent: verification.rungs,
    now,
  });
  if (step.send) sendVerificationStep(turn, step.send);
  return step.nextAt;
}

/** Whom the rungs of a chase may reach, and when: the people of each level and, for those who are away, their delegates. */
export function people({ org, now }: { org: Organisation; now: Instant }, peopleAt: (level: Level) => PersonId[]) {
  const on = dateAt(org.programme.zone, now);
  const delegatesOf = (person: PersonId) => {
    const delegate = delegateOf(org, person, on);
    return delegate ? [delegate] : [];
  };
  return { peopleAt, delegatesOf, calendar: org.calendar, hours: org.programme.contactHours };
}

function sendTaskStep(turn: TaskTurn, step: Step, missing: string[]): void {
  const { state, now, org } = turn;
  const { ladder } = state.terms;
  const first = now < state.due.at && step.to.includes(state.assignee) && state.rungs.every((r) => r.to.length === 0);
  const byComment = first ? [] : step.to.filter((p) => p !== state.assignee && hearsByComment(turn, p, state.due));
  const silent = step.to.includes(state.assignee) && !reachable(org, state.assignee);
  const name = `chase:${roundOf(turn)}${step.rung}`;
  // The tracker tells its assignee of whatever comment goes to somebody else.
  const told = first || silent ? [...byComment, state.assignee] : byComment;
  const options = { told, priority: priority.escalation };
  if (first) say(turn, name, reminder(state, org, missing), options);
  else if (byComment.length > 0) say(turn, name, escalation(state, org, byComment, missing, now), options);
  else if (silent) say(turn, name, dueComment(state, org, missing, now), options);
  // The reminder calls nobody else: who stands on the same rung hears beside it.
  for (const person of [...step.to, ...step.delegates].filter((p) => !told.includes(p))) {
    const { subject, lines, chase } = chaseNotice(state, org, person, missing, now);
    notify(turn, person, name, subject, lines, { ...manner(org, ladder, person), chase });
  }
  record(turn, 'chased', { of: 'task', rung: step.rung, to: step.to, skipped: step.skipped });
}

function sendVerificationStep(turn: TaskTurn, step: Step): void {
  const { state, org, now } = turn;
  const { verification, submission } = state;
  if (!verification || !submission) return;
  const may = verifiers(state, org);
  const others = step.to.filter((p) => !may.includes(p));
  const byComment = others.filter((p) => hearsByComment(turn, p, verification.due));
  const deciding = withStandIns(org, verifying(state, org), now);
  // Whenever it is asked for, the ladder begins again.
  const name = `verification:${verification.at ?? submission.at}:${step.rung}`;
  if (byComment.length > 0)
    say(turn, name, verificationEscalation(state, org, byComment, now), {
      told: byComment,
      priority: priority.escalation,
    });
  for (const person of [...step.to, ...step.delegates].filter((p) => !byComment.includes(p))) {
    const decides = deciding.includes(person);
    const { subject, lines, chase } = verificationNotice(state, org, verification.due, decides, now);
    const atOnce = decides && now < plusMs(submission.at, TOP_DECIDES_MS);
    const top = hearsByWeek(org, person);
    notify(turn, person, name, subject, lines, { digest: top && !atOnce, apart: top && atOnce, chase });
  }
  record(turn, 'chased', { of: 'verification', rung: step.rung, to: step.to, skipped: step.skipped });
}

/** A task that was brought back climbs the same ladder again; its rungs get ids of their own. */
function roundOf({ state }: TaskTurn): string {
  const n = state.revivals?.length ?? 0;
  return n === 0 ? '' : `${n}:`;
}

/** Past the deadline the lead hears where the work is, by a mention; at any time so does whoever can be told nowhere else. */
function hearsByComment({ state, org, now }: TaskTurn, person: PersonId, due: Deadline): boolean {
  if (!reachable(org, person)) return true;
  return now >= due.at && leads(org).includes(person) && loginOf(org, person, state.terms.tracker) !== undefined;
}

function lastWord({ state, org }: TaskTurn, ticket: Ticket): Instant | undefined {
  return ticket.comments.findLast((c) => personOf(org, ticket.ref.tracker, c.author) === state.assignee)?.at;
}

/** Top management hears of L1 and L2 once a week, of L3 and L4 at once and apart (contact rule 9). */
export function manner(org: Organisation, ladder: Ladder, person: PersonId): NoticeOptions {
  const top = hearsByWeek(org, person);
  return { digest: top && !ladder.topAtOnce, atOnce: !ladder.contactHours, apart: top && ladder.topAtOnce };
}
