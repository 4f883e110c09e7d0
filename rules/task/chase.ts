import { dateAt } from '../calendar/local-day.ts';
import { type NextStep, nextStep, type Step } from '../ladder.ts';
import { delegateOf, leads, type Organisation, personById, topManagement } from '../organisation.ts';
import type { Ladder, Level, PersonId } from '../programme.ts';
import type { Instant } from '../time.ts';
import { notify, say } from '../turn.ts';
import { chaseNotice, escalation, reminder, verificationEscalation, verificationNotice } from '../wording/chase.ts';
import { onLevel } from './people.ts';
import { record, type TaskTurn } from './turn.ts';

/**
 * The next rung of the ladder for work that is due: before the deadline one comment, then notices; after it the lead by a comment
 * that mentions them, everybody else by notice (contact rules 5 to 9). @returns when the next rung is due.
 */
export function chase(turn: TaskTurn, missing: string[], wroteAt: Instant | undefined): Instant | undefined {
  const step = nextRung(turn, wroteAt);
  if (step?.send) sendTaskStep(turn, step.send, missing);
  return step?.nextAt;
}

/** @returns the next rung as things stand, without sending it; undefined where nothing is chased. */
export function nextRung(turn: TaskTurn, wroteAt?: Instant): NextStep | undefined {
  const { state, now, org } = turn;
  if (state.stage !== 'open' || state.missed) return undefined;
  return nextStep({
    ...people(turn, (level) => onLevel(org, level, state.assignee)),
    ladder: state.terms.ladder,
    opens: state.terms.opens,
    due: state.due,
    hardLimit: state.hardLimit,
    sent: state.rungs,
    assigneeWroteAt: wroteAt,
    now,
  });
}

/** The ladder of a verification: from the submission to its own due date, with the verifiers as the first level; never missed. */
export function chaseVerification(turn: TaskTurn): Instant | undefined {
  const { state, now, org } = turn;
  const { verification, submission } = state;
  const ladder = org.programme.ladders.find((l) => l.id === 'L2');
  if (state.stage !== 'submitted' || !verification || !submission || !ladder) return undefined;
  const first = verification.asked[0] ?? state.assignee;
  const step: NextStep = nextStep({
    ...people(turn, (level) => (level === 'assignee' ? verification.asked : onLevel(org, level, first))),
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
  const before = now < state.due.at;
  const comment = before && state.rungs.every((r) => r.to.length === 0);
  const byComment = comment ? [] : step.to.filter((p) => p !== state.assignee && (leads(org).includes(p) || !reachable(org, p)));
  if (comment) say(turn, `reminder:${step.rung}`, reminder(state, org, missing), { told: step.to });
  if (byComment.length > 0) say(turn, `chase:${step.rung}`, escalation(state, org, byComment, missing, now), { told: byComment });
  const byNotice = comment ? step.delegates : [...step.to, ...step.delegates].filter((p) => !byComment.includes(p));
  for (const person of byNotice) {
    const { subject, lines } = chaseNotice(state, org, person, missing, now);
    notify(turn, person, `chase:${step.rung}`, subject, lines, manner(org, ladder, person));
  }
  record(turn, 'chased', { of: 'task', rung: step.rung, to: step.to, skipped: step.skipped });
}

function sendVerificationStep(turn: TaskTurn, step: Step): void {
  const { state, org } = turn;
  const others = step.to.filter((p) => !state.verification?.asked.includes(p));
  const byComment = others.filter((p) => leads(org).includes(p) || !reachable(org, p));
  if (byComment.length > 0) say(turn, `verification:${step.rung}`, verificationEscalation(state, org, byComment), { told: byComment });
  for (const person of [...step.to, ...step.delegates].filter((p) => !byComment.includes(p))) {
    const { subject, lines } = verificationNotice(state, org);
    const decides = state.verification?.asked.includes(person) === true;
    notify(turn, person, `verification:${step.rung}`, subject, lines, { digest: topManagement(org).includes(person) && !decides });
  }
  record(turn, 'chased', { of: 'verification', rung: step.rung, to: step.to, skipped: step.skipped });
}

/** Top management hears of L1 and L2 once a week, of L3 and L4 at once (contact rule 9). */
export function manner(org: Organisation, ladder: Ladder, person: PersonId): { digest?: boolean; atOnce?: boolean } {
  const top = topManagement(org).includes(person) && !leads(org).includes(person);
  return { digest: top && !ladder.topAtOnce, atOnce: !ladder.contactHours };
}

/** Whether a person can be told outside the ticket. */
export function reachable(org: Organisation, id: PersonId): boolean {
  const person = personById(org, id);
  const { mail, chat } = org.programme.notices;
  if (person?.channel === 'chat') return chat !== undefined;
  return mail !== undefined && person?.mail !== undefined;
}
