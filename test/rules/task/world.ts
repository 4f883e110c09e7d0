import type { Effect } from '../../../rules/effect.ts';
import type { NewEvent } from '../../../rules/event.ts';
import type { Organisation } from '../../../rules/organisation.ts';
import type { TaskDecision } from '../../../rules/task/advance.ts';
import type { FetchedFile, Seen } from '../../../rules/task/seen.ts';
import type { TaskState, TaskTerms } from '../../../rules/task/state.ts';
import type { Account, Attachment, Block, Category, Draft } from '../../../rules/ticket.ts';
import { engine, organisation } from './people.ts';
import { terms } from './terms.ts';
import * as model from './ticket-model.ts';

/** The rules under test: the real ones, or a mutant's. */
export interface Rules {
  advanceTask: (state: TaskState, version: number, seen: Seen, org: Organisation, now: string) => TaskDecision;
  evolveTask: (state: TaskState | undefined, event: NewEvent) => TaskState;
  draftTask: (state: TaskState, org: Organisation, assign: boolean) => Draft;
}

export interface Said {
  at: string;
  text: string;
  told: string[];
  key: string;
}

export type Reading = 'read' | 'unread' | 'hidden';

/** A task, its ticket, the engine that steps it, and the clock. */
export interface World {
  rules: Rules;
  org: Organisation;
  now: string;
  state: TaskState;
  log: NewEvent[];
  decision: TaskDecision;
  ticket: model.TicketModel | undefined;
  tickets: model.TicketModel[];
  block: Block;
  /** The due date as it was last written into the ticket. */
  writtenDue: string | undefined;
  comments: Said[];
  notices: (Effect & { kind: 'notice' })[];
  calls: TaskDecision['calls'];
  delivered: Set<string>;
  reading: Reading;
  seen: Partial<Seen>;
}

interface Options {
  org?: Organisation;
  terms?: Partial<TaskTerms>;
  /** When the engine first steps: as planned, if not given. */
  from?: string;
}

/** @returns a world whose task was planned and whose ticket is open. */
export function world(rules: Rules, options: Options = {}): World {
  const org = options.org ?? organisation();
  const planned = terms(options.terms);
  const now = options.from ?? planned.opens;
  const body = JSON.parse(JSON.stringify({ terms: planned, assignee: planned.owner }));
  const event: NewEvent = { stream: 'task/k7', kind: 'planned', actor: 'engine', at: planned.opens, body };
  const state = rules.evolveTask(undefined, event);
  const w = {
    rules,
    org,
    now,
    state,
    log: [event],
    tickets: [],
    block: [],
    comments: [],
    notices: [],
    calls: [],
  } as unknown as World;
  Object.assign(w, { delivered: new Set(), reading: 'read', seen: {} });
  step(w);
  step(w);
  return w;
}

/** One step of the engine: reads, decides, writes, delivers. @returns the decision. */
export function step(w: World): TaskDecision {
  const decision = w.rules.advanceTask(w.state, w.log.length, seenNow(w), w.org, w.now);
  w.decision = decision;
  w.log.push(...decision.events);
  w.state = decision.state;
  w.calls.push(...decision.calls);
  for (const effect of decision.effects) deliver(w, effect);
  return decision;
}

/** A run of months needs a hundred or so. */
const mostSteps = 1000;

/** Lets the engine run until `to`: it steps whenever it asked to be woken, and at the end. */
export function run(w: World, to: string): World {
  for (let steps = 0; w.decision.wakeAt < to; steps++) {
    if (steps > mostSteps) throw new Error(`the engine does not sleep: it woke ${steps} times by ${w.now}`);
    const soon = new Date(Date.parse(w.now) + 1000).toISOString();
    const next = w.decision.wakeAt > soon ? w.decision.wakeAt : soon;
    if (next >= to) break;
    w.now = next;
    step(w);
  }
  w.now = to;
  step(w);
  return w;
}

/** Lets time pass while the engine is down. */
export function down(w: World, to: string): World {
  w.now = to;
  return w;
}

/** Somebody comments: a command, words, files. */
export function says(
  w: World,
  who: string,
  text: string,
  parts: { attachments?: Attachment[]; edited?: boolean; editedAt?: string } = {},
): World {
  model.comment(ticketOf(w), account(w, who), text, w.now, parts);
  return w;
}

export function closes(w: World, who: string, category: Category = 'done'): World {
  model.setCategory(ticketOf(w), account(w, who), category, w.now);
  return w;
}

export function reopens(w: World, who: string): World {
  model.setCategory(ticketOf(w), account(w, who), 'open', w.now);
  return w;
}

export function assigns(w: World, by: string, to: string | undefined): World {
  model.assign(ticketOf(w), account(w, by), to === undefined ? undefined : account(w, to), w.now);
  return w;
}

/** A file in a comment, kept if its size is known. */
export function file(w: World, name: string, size: number | undefined = 100): Attachment {
  const url = `https://git.example.com/files/${name}`;
  ticketOf(w).files.set(url, size);
  return { id: `f-${name}`, name, url };
}

/** A bare link. */
export function link(name: string): Attachment {
  return { name, url: `https://wiki.example.com/${name}` };
}

/** Sam hands in all three items and closes. */
export function handsIn(w: World): World {
  const attachments = ['export.csv', 'decisions.md', 'removals.log'].map((name) => file(w, name));
  says(w, 'sam', 'all of it', { attachments });
  return closes(w, 'sam');
}

export function ticketOf(w: World): model.TicketModel {
  if (!w.ticket) throw new Error('no ticket is open');
  return w.ticket;
}

/** @returns the kinds of events since the log was so long. */
export function kinds(w: World, since = 0): string[] {
  return w.log.slice(since).map((e) => e.kind);
}

/** @returns the text of the last comment that the engine wrote. */
export function lastComment(w: World): string {
  return w.comments.at(-1)?.text ?? '';
}

/** Has somebody write a comment, and lets a minute pass. @returns what the engine last said. */
export function heard(w: World, who: string, text: string): string {
  says(w, who, text);
  run(w, new Date(Date.parse(w.now) + 60_000).toISOString());
  return lastComment(w);
}

/** @returns somebody's account; whoever is no person of the programme is a stranger. */
export function account(w: World, who: string): Account {
  const link = w.org.accounts.find((a) => a.person === who);
  return link ? { id: link.id, login: link.login } : { id: `s-${who}`, login: who };
}

export function seenNow(w: World): Seen {
  const { writtenDue } = w;
  const base = { files: {}, othersReadable: true, ...(writtenDue && { writtenDue }), ...w.seen };
  if (!w.state.thread.ref || !w.ticket) return base;
  if (w.reading === 'unread') return { ...base, reading: { unread: 'unreachable' } };
  if (w.reading === 'hidden') return { ...base, reading: { gone: 'hidden', asOf: w.now } };
  if (w.ticket.deleted) return { ...base, reading: { gone: 'deleted', asOf: w.now } };
  return { ...base, reading: model.read(w.ticket, w.now), files: fetched(w.ticket), snapshot: 'snapshot' };
}

function fetched({ files }: model.TicketModel): Record<string, FetchedFile> {
  return Object.fromEntries(
    [...files].map(([url, size]) => [url, size === undefined ? null : { blob: `blob:${url}`, size }]),
  );
}

function deliver(w: World, effect: Effect): void {
  if (w.delivered.has(effect.key)) return;
  if (effect.kind !== 'notice' && w.reading === 'unread') return;
  w.delivered.add(effect.key);
  if (effect.kind === 'notice') w.notices.push(effect);
  else if (effect.kind === 'ensure') ensure(w, effect);
  else {
    const text = model.shown(effect.text);
    model.comment(ticketOf(w), engine, text, w.now, { key: effect.key });
    w.comments.push({ at: w.now, text, told: effect.told, key: effect.key });
    append(w, 'told', { effect: effect.key, channel: 'comment', to: effect.told });
  }
}

function ensure(w: World, { assign, reopen }: { assign: boolean; reopen: boolean }): void {
  const { category, ...rest } = w.rules.draftTask(w.state, w.org, assign);
  const draft: Draft = category === 'open' && !reopen ? rest : { ...rest, ...(category && { category }) };
  w.block = draft.block;
  w.writtenDue = draft.due ?? undefined;
  const byLogin = (login: string) => ({ id: w.org.accounts.find((a) => a.login === login)?.id ?? login, login });
  if (w.state.thread.ref && w.ticket) {
    if (!w.ticket.deleted && w.reading !== 'hidden') model.edit(w.ticket, draft, w.now, byLogin);
    return;
  }
  w.ticket = model.createTicket(draft, 231 + w.tickets.length, w.now, byLogin);
  w.tickets.push(w.ticket);
  append(w, 'opened', { ref: w.ticket.ticket.ref });
}

function append(w: World, kind: string, body: object): void {
  const event: NewEvent = {
    stream: 'task/k7',
    kind,
    actor: 'engine',
    at: w.now,
    body: JSON.parse(JSON.stringify(body)),
  };
  w.log.push(event);
  w.state = w.rules.evolveTask(w.state, event);
}
