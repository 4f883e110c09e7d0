import { contactTime } from './calendar/contact-hours.ts';
import { dateAt, plusDays, startOfDay } from './calendar/local-day.ts';
import { weekdayOf } from './calendar/working-day.ts';
import { type ChaseLine, type Effect, effectKey, priority } from './effect.ts';
import { jsonOf, type NewEvent } from './event.ts';
import { leads, loginOf, nameOf, type Organisation, reachable, showsReactions } from './organisation.ts';
import { outside, plain } from './plain.ts';
import type { PersonId } from './programme.ts';
import { shownAsHeard, type Thread } from './thread.ts';
import type { Account, Inline, Message } from './ticket.ts';
import type { Instant } from './time.ts';
import { noisyNotice } from './wording/noisy.ts';

/** One pass over one record: what is decided so far. Recording an event moves the state, so later rules see it. */
export interface Turn<S extends { thread: Thread }> {
  readonly key: string;
  readonly display: string;
  readonly stream: string;
  readonly org: Organisation;
  readonly now: Instant;
  /** Events that stood in the stream before this turn. */
  readonly version: number;
  readonly evolve: (state: S, event: NewEvent) => S;
  state: S;
  events: NewEvent[];
  effects: Effect[];
}

/** What a turn decided: to be written in one transaction. `wakeAt` is when to look again at the latest. */
export interface Decision {
  events: NewEvent[];
  effects: Effect[];
  wakeAt: Instant;
  ended: boolean;
}

/** Engine comments on one ticket, ever; from here on the lead hears instead (contact rule 5). */
const commentBudget = 12;

/** Appends an event to the turn and moves its state. `at` is when it counts as having happened. */
export function append<S extends { thread: Thread }>(
  turn: Turn<S>,
  kind: string,
  body: object,
  at: Instant,
  actor: string,
): void {
  const event: NewEvent = {
    stream: turn.stream,
    kind,
    actor,
    at,
    body: jsonOf(body),
  };
  turn.events.push(event);
  turn.state = turn.evolve(turn.state, event);
}

/**
 * Writes a comment on the record's ticket. `name` tells it apart for ever: the same name is said once. Past the budget the people
 * it was for get a notice instead, and the lead one of whatever escalates and one a day of all else; unless it escalates to, or `asks`
 * for a decision of, somebody who can be told nowhere else.
 */
export function say<S extends { thread: Thread }>(
  turn: Turn<S>,
  name: string,
  text: Message,
  options: { priority?: number; told?: PersonId[]; asks?: true } = {},
): void {
  const planned = turn.effects.filter((e) => e.kind === 'comment').length;
  const told = options.told ?? [];
  const can = (person: PersonId) => reachable(turn.org, person);
  const escalates = options.priority === priority.escalation;
  const must = (options.asks || escalates) && !told.every(can);
  if (turn.state.thread.comments + planned >= commentBudget && !must)
    return tellOfNoisy(turn, name, text, { told, escalates });
  turn.effects.push({
    kind: 'comment',
    key: keyOfEffect(turn, `comment:${name}`),
    priority: options.priority ?? priority.reply,
    text,
    told,
  });
}

function tellOfNoisy<S extends { thread: Thread }>(
  turn: Turn<S>,
  name: string,
  text: Message,
  { told, escalates }: { told: PersonId[]; escalates: boolean },
): void {
  const { org, now, display, state } = turn;
  const said = plain(text, outside(org, state.thread.ref?.tracker));
  for (const person of [...new Set([...told, ...leads(org)])].filter((p) => reachable(org, p))) {
    const daily = !escalates && !told.includes(person);
    const { subject, lines } = noisyNotice(display, said, state.thread.ref?.url ?? '', daily);
    notify(turn, person, `noisy:${daily ? dateAt(org.programme.zone, now) : name}`, subject, lines);
  }
}

/** How a message outside the ticket goes out. */
export interface NoticeOptions {
  digest?: boolean;
  atOnce?: boolean;
  apart?: boolean;
  chase?: ChaseLine;
}

/**
 * Sends a person a message outside the ticket, in contact hours unless `atOnce`; `digest` waits for their weekly one; `apart` goes out
 * by itself however many others there are (contact rule 9); a `chase` counts among those of the day. Who can be told nowhere else hears
 * in the ticket, however much was written there, but of no digest.
 */
export function notify<S extends { thread: Thread }>(
  turn: Turn<S>,
  to: PersonId,
  name: string,
  subject: string,
  lines: string[],
  options: NoticeOptions = {},
): void {
  const { calendar, programme } = turn.org;
  if (!reachable(turn.org, to)) return options.digest ? undefined : tellInTicket(turn, to, name, lines);
  const when = options.digest ? startOfNextWeek(programme.zone, turn.now) : turn.now;
  const notBefore = options.atOnce ? turn.now : contactTime(calendar, programme.contactHours, when);
  const key = keyOfEffect(turn, `notice:${name}:${to}`);
  if (turn.effects.some((e) => e.key === key)) return;
  turn.effects.push({
    kind: 'notice',
    key,
    priority: priority.escalation,
    to,
    subject,
    lines,
    digest: options.digest ?? false,
    gathered: !options.digest && !options.atOnce && !options.apart,
    ...(options.chase && { chase: options.chase }),
    notBefore,
  });
}

function tellInTicket<S extends { thread: Thread }>(turn: Turn<S>, to: PersonId, name: string, lines: string[]): void {
  const key = keyOfEffect(turn, `comment:notice:${name}`);
  const same = turn.effects.find((e) => e.key === key);
  if (same?.kind === 'comment') {
    same.text[0]?.unshift(nameFor(turn, to), ' ');
    same.told.push(to);
    return;
  }
  const text: Message = [[nameFor(turn, to), ' ', lines.filter((line) => line !== '').join(' ')]];
  turn.effects.push({ kind: 'comment', key, priority: priority.escalation, text, told: [to] });
}

/** A mention, except of the assignee, whom the tracker tells anyway. */
function nameFor<S extends { thread: Thread; assignee?: PersonId }>({ state, org }: Turn<S>, person: PersonId): Inline {
  const login = state.thread.ref && loginOf(org, person, state.thread.ref.tracker);
  return login && state.assignee !== person ? { mention: login } : nameOf(org, person);
}

function startOfNextWeek(zone: string, now: Instant): Instant {
  const today = dateAt(zone, now);
  return startOfDay(zone, plusDays(today, 8 - weekdayOf(today)));
}

/**
 * Has the ticket created or its owned parts made anew from the state as it is when delivered; once a turn. An opening keeps its key
 * from turn to turn, so that its outcome is never forgotten.
 * @param options.assign accounts that stand in the ticket: the record's assignee is put in their place.
 * @param options.once tells a rewrite without an event apart for ever: the same is done once.
 */
export function redraw<S extends { thread: Thread }>(
  turn: Turn<S>,
  options: { assign?: Account[]; opening?: boolean; reopen?: boolean; once?: string } = {},
): void {
  const over = options.assign?.map(({ id }) => id);
  const same = turn.effects.find((e) => e.kind === 'ensure');
  if (same?.kind === 'ensure') {
    if (over) Object.assign(same, { assign: true, over });
    same.reopen ||= options.reopen ?? false;
    if (!options.once && !same.key.endsWith(':opening')) same.key = ensureKey(turn, options);
    return;
  }
  turn.effects.push({
    kind: 'ensure',
    key: ensureKey(turn, options),
    priority: options.opening ? priority.opening : priority.block,
    assign: over !== undefined || (options.opening ?? false),
    ...(over && { over }),
    reopen: options.reopen ?? false,
  });
}

/**
 * Has a word that was recorded shown as heard (contact rule 2): at once where the tracker has reactions, whatever else the turn decided.
 * Elsewhere its line joins the next rewrite, for an edit costs everybody who watches a mail (contact rule 4).
 * @param before what was heard when the turn began.
 */
export function showHeard<S extends { thread: Thread }>(turn: Turn<S>, before: string[]): void {
  const { heard, ref } = turn.state.thread;
  if (ref && shownAsHeard(heard).length > shownAsHeard(before).length && showsReactions(turn.org, ref.tracker))
    redraw(turn);
}

function ensureKey<S extends { thread: Thread }>(turn: Turn<S>, options: { opening?: boolean; once?: string }): string {
  const name = options.opening ? 'opening' : (options.once ?? `${turn.version + turn.events.length}`);
  return keyOfEffect(turn, `ensure:${name}`);
}

function keyOfEffect<S extends { thread: Thread }>({ key, state }: Turn<S>, name: string): string {
  return effectKey(key, state.thread.generation, name);
}
