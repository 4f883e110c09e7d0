import { contactTime } from '../calendar/contact-hours.ts';
import { priority } from '../effect.ts';
import type { Words } from '../event.ts';
import { leads, managersOf, type Organisation, reachable, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { type Deadline, earliest, type Instant, later, plusMs, WEEK_MS, weeksBetween } from '../time.ts';
import { notify, redraw, say } from '../turn.ts';
import { annulledComment, becameMajor, majorNotice } from '../wording/nonconformity/grade.ts';
import { overdueComment, overdueNotice } from '../wording/nonconformity/overdue.ts';
import { clocksFrom } from './clock.ts';
import { plannedOutcomes } from './outcome.ts';
import { deadlineUnread, type GradeRule, type NonconformityState } from './state.ts';
import { type NonconformityTurn, record } from './turn.ts';

interface Raise {
  rule: GradeRule;
  by?: PersonId;
  because?: Words;
  cause?: string;
  actor?: string;
  /** Where not the profile's from `at` on: the certification body's. */
  clock?: Pick<NonconformityState, 'from' | 'clocks'>;
}

/**
 * It becomes major at `at`: the major clock starts there, the plan needs a fresh agreement, and owner, manager, lead, and top
 * management are told once each (domain: minor to major).
 */
export function turnMajor(turn: NonconformityTurn, at: Instant, raise: Raise): void {
  const { rule, by, because, cause, actor } = raise;
  const { state, org, now } = turn;
  const deadline = rule.startsWith('nc.minor') ? { deadline: state.clocks.resolve } : {};
  const clock = raise.clock ?? clocksFrom(org.calendar, state.terms.clocks, 'major', at);
  const why = { ...(by && { by }), ...(because && { because }), ...(cause && { cause }) };
  record(turn, 'graded', { grade: 'major', rule, noticed: now, ...deadline, ...why, ...clock }, at, actor);
  redraw(turn);
  const told = concerned(turn.state, org);
  const silent = told.filter((p) => p !== turn.state.assignee && !reachable(org, p));
  const open = plannedOutcomes(turn.state, turn.seen.actions).flatMap((o) =>
    o && o.stage === 'open' ? [o.number ?? o.display] : [],
  );
  const name = `major:${turn.state.grades.length}`;
  const text = becameMajor(turn.state, org, {
    open,
    told,
    mentioned: silent,
    unread: deadlineUnread(state) !== undefined,
  });
  say(turn, name, text, { priority: priority.escalation, told: [...silent, turn.state.assignee] });
  for (const person of told) {
    if (person === turn.state.assignee || silent.includes(person)) continue;
    const { subject, lines } = majorNotice(turn.state, org, person, open);
    notify(turn, person, name, subject, lines, { apart: topManagement(org).includes(person) });
  }
}

/**
 * Top management annuls an escalation: minor again, by the date that they set, or a concern again, without one; both records stay. A plan that
 * was not agreed by its date has the minor's time from here on, at most until that date.
 */
export function takeBack(
  turn: NonconformityTurn,
  at: Instant,
  body: { by: PersonId; because: Words; cause: string; resolve?: Deadline },
  actor: string,
): void {
  const { resolve, ...why } = body;
  const grade = resolve ? 'minor' : 'concern';
  const clock = resolve
    ? { from: at, clocks: { plan: planUntil(turn, at, resolve), resolve } }
    : clocksFrom(turn.org.calendar, turn.state.terms.clocks, grade, at);
  record(turn, 'graded', { grade, rule: 'annul', noticed: turn.now, ...why, ...clock }, at, actor);
  redraw(turn);
  say(turn, `annulled:${body.cause}`, annulledComment(turn.state, turn.org));
}

function planUntil({ state, org }: NonconformityTurn, at: Instant, resolve: Deadline): Deadline {
  const { plan } =
    state.plan.agreed || state.clocks.plan.at > at
      ? state.clocks
      : clocksFrom(org.calendar, state.terms.clocks, 'minor', at).clocks;
  return plan.at < resolve.at ? plan : resolve;
}

/** A major past its own deadline puts the certificate at risk. */
export function passDeadline(turn: NonconformityTurn, at: Instant): void {
  const { state, org } = turn;
  record(turn, 'overdue', { deadline: state.clocks.resolve, noticed: turn.now }, at);
  redraw(turn);
  const silent = topManagement(org).filter((p) => !reachable(org, p));
  // The tracker tells the assignee anyway.
  const text = overdueComment(
    turn.state,
    org,
    silent.filter((p) => p !== state.assignee),
  );
  say(turn, `overdue:${state.clocks.resolve.at}`, text, { priority: priority.escalation, told: silent });
}

/**
 * Top management hears of an overdue major at once, and weekly until it is resolved: by digest, or in the ticket, in contact hours, who
 * can be told nowhere else. @returns when the next word is due.
 */
export function remindTop(turn: NonconformityTurn): Instant | undefined {
  const { state, org, now } = turn;
  if (!state.overdue || state.resolved || state.closed) return undefined;
  const { noticed } = state.overdue;
  const week = weeksBetween(noticed, now);
  const { subject, lines } = overdueNotice(state, org);
  const name = `overdue:${state.overdue.at}:${week}`;
  const due = state.clocks.resolve;
  const chase = { line: subject, due, url: state.thread.ref?.url ?? '', asks: 'overdue' as const };
  const contact = contactTime(org.calendar, org.programme.contactHours, now);
  // Those were mentioned in the comment on the deadline.
  const silent = week > 0 ? topManagement(org).filter((p) => !reachable(org, p)) : [];
  for (const top of topManagement(org).filter((p) => reachable(org, p)))
    notify(turn, top, name, subject, lines, week > 0 ? { digest: true, chase } : { apart: true });
  if (contact <= now) for (const top of silent) notify(turn, top, name, subject, lines);
  const waits = silent.length > 0 && contact > now;
  return earliest(plusMs(noticed, (week + 1) * WEEK_MS), waits ? contact : undefined);
}

/** @returns the instant of an escalation at the deadline: entered, or graded by the certification body, after it, that instant. */
export function escalationAt({ clocks, terms, external }: NonconformityState): Instant {
  const since = external?.grades.at(-1)?.at;
  return later(later(clocks.resolve.at, terms.entered), since ?? terms.entered);
}

/** Its owner, whoever does the steps, the manager of each, the lead, and top management; each once. */
function concerned(state: NonconformityState, org: Organisation): PersonId[] {
  return [
    ...new Set([
      state.terms.owner,
      state.assignee,
      ...managersOf(org, state.terms.owner),
      ...managersOf(org, state.assignee),
      ...leads(org),
      ...topManagement(org),
    ]),
  ];
}
