import { contactTime } from '../calendar/contact-hours.ts';
import { dateAt } from '../calendar/local-day.ts';
import { nonconformityStream } from '../nonconformity/state.ts';
import { leads, reachable, topManagement } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { type TaskState, taskStream } from '../task/state.ts';
import { amount } from '../wording/phrases.ts';
import { type Invariant, invariant, type Life } from './life.ts';
import { ticketsIn } from './looked-at.ts';

/** Contact rule 5: comments of the engine on one ticket, by how it went; what escalates to, or asks, who can be told nowhere else is not counted. */
const EVER = 12;
const LADDER = 7;
const ON_TIME_VERIFIED = 3;
const ON_TIME = 1;

/** What was sent back, asked for, or answered costs more than the plain ways. */
const CONTESTED = /^(returned|rejected|revived|answered|reopened-by-hand|(extension|waiver)-asked)$/;

/** Keys of comments that tell somebody what they would else be told outside the ticket, or ask them to decide. */
const MUST_BE_SAID =
  /:comment:(notice|chase|verification|major|overdue|verify|extension|waiver|plan|proposed|auditor):/;

const CHASE = /^(Due|Late|To (verify|sign|be verified|be signed) by)\b/;
const DAY_DIGEST = /^\d+ things? waits? for you\b|^\d+ things? wait for you\b/;
const WEEK_DIGEST = / needs? you this week/;

/** Comments of the engine stay within what a ticket may cost people (contact rule 5). */
export function commentsWithinBudget(life: Life): Invariant {
  const { comments, tasks, found, org, events } = life;
  const contested = new Set(events.filter(({ kind }) => CONTESTED.test(kind)).map(({ stream }) => stream));
  const count = new Map<string, number>();
  for (const { tracker, number } of comments) {
    const ticket = `${tracker} ${number}`;
    count.set(ticket, (count.get(ticket) ?? 0) + 1);
  }
  // Who can be told nowhere else hears in the ticket.
  const isSilent = !org.programme.people.every(({ id }) => reachable(org, id));
  const mustBeSaid = (of: string) =>
    events.filter(
      ({ stream, kind, body }) => stream === of && kind === 'told' && MUST_BE_SAID.test(String(body.effect)),
    );
  const ever = (stream: string) => (isSilent ? EVER + mustBeSaid(stream).length : EVER);
  const records = [
    ...tasks.map((state) => {
      const stream = taskStream(state.terms.key);
      return { state, most: isSilent || contested.has(stream) ? ever(stream) : budgetOf(state) };
    }),
    ...found.map((state) => ({ state, most: ever(nonconformityStream(state.terms.key)) })),
  ];
  const faults = records.flatMap(({ state: { thread, terms }, most }) => {
    const n = thread.ref ? (count.get(`${thread.ref.tracker} ${thread.ref.number}`) ?? 0) : 0;
    return n > most ? [`${terms.display} has ${n} comments; allowed: ${most}`] : [];
  });
  return invariant(
    'comments stay within their budget',
    `${amount(comments.length, 'comment')} on ${amount(ticketsIn(life).length, 'ticket')}`,
    faults,
  );
}

function budgetOf(state: TaskState): number {
  const { terms, stage, submission, verified, verification, due } = state;
  if (stage !== 'ended' || !('occurrence' in terms.origin)) return EVER;
  if (!submission || submission.at >= due.at) return LADDER;
  if (!verified) return ON_TIME;
  return verification && verified.at < verification.due.at ? ON_TIME_VERIFIED : LADDER;
}

/** Chases for one person on one day, digests, and when they come, stay within their bounds (contact rules 7 and 9). */
export function messagesWithinBudget({ messages, org }: Life): Invariant {
  const { programme, calendar } = org;
  // Of what is not in its week's digest, top management hears at once and apart (contact rule 9).
  const hearsByWeek = (person: PersonId) => topManagement(org).includes(person) && !leads(org).includes(person);
  const days = new Map<string, { chases: number; digests: number; weekly: number }>();
  const faults: string[] = [];
  for (const { to, at, subject } of messages) {
    if (to === undefined) {
      faults.push(`"${subject}" of ${at} went to an address of nobody`);
      continue;
    }
    const day = `${to} on ${dateAt(programme.zone, at)}`;
    const seen = days.get(day) ?? { chases: 0, digests: 0, weekly: 0 };
    if (CHASE.test(subject) && !hearsByWeek(to)) seen.chases++;
    if (DAY_DIGEST.test(subject)) seen.digests++;
    if (WEEK_DIGEST.test(subject)) seen.weekly++;
    days.set(day, seen);
    const isBound = CHASE.test(subject) && programme.ladders.every((l) => l.contactHours || l.id === 'L4');
    if (isBound && contactTime(calendar, programme.contactHours, at) !== at)
      faults.push(`"${subject}" went to ${to} at ${at}, outside contact hours`);
  }
  for (const [day, { chases, digests, weekly }] of days) {
    if (chases > programme.chasesADay)
      faults.push(`${day}: ${chases} chases one by one; allowed: ${programme.chasesADay}`);
    if (digests > 1) faults.push(`${day}: ${digests} digests; allowed: 1`);
    if (weekly > 1) faults.push(`${day}: ${weekly} weekly digests; allowed: 1`);
  }
  return invariant(
    'messages stay within their budget',
    `${amount(messages.length, 'message')} on ${amount(days.size, 'day')} of somebody`,
    faults,
  );
}
