import { announce, record } from './changes.ts';
import type { Label, Milestone, Person, Reason, Repository, Ticket } from './model.ts';
import type { Store } from './store.ts';

export interface TicketDraft {
  readonly title: string;
  readonly body?: string | null;
  readonly labels?: readonly Label[];
  readonly assignees?: readonly Person[];
  readonly milestone?: Milestone | null;
  readonly isPullRequest?: boolean;
}

/** Opens a ticket; the same draft twice makes two. Numbers count up in each repository. */
export function createTicket(store: Store, actor: Person, repository: Repository, draft: TicketDraft): Ticket {
  const ticket = blank(store, actor, repository, draft);
  repository.tickets.set(ticket.number, ticket);
  announce(store, ticket, actor, { kind: 'opened' });
  for (const label of ticket.labels) record(store, ticket, actor, { kind: 'labeled', label });
  for (const person of ticket.assignees) record(store, ticket, actor, { kind: 'assigned', person });
  if (ticket.milestone) record(store, ticket, actor, { kind: 'milestoned', milestone: ticket.milestone });
  return ticket;
}

/** A ticket with the next number, not yet stored. */
export function blank(store: Store, author: Person, repository: Repository, draft: TicketDraft): Ticket {
  return {
    id: store.nextId(),
    repository,
    number: repository.nextNumber++,
    author,
    isPullRequest: draft.isPullRequest ?? false,
    createdAt: store.now(),
    updatedAt: store.now(),
    title: draft.title,
    body: draft.body ?? null,
    state: 'open',
    reason: null,
    closedAt: null,
    closedBy: null,
    labels: [...new Set(draft.labels ?? [])],
    assignees: [...new Set(draft.assignees ?? [])],
    milestone: draft.milestone ?? null,
    parent: null,
    reactions: [],
    comments: [],
    events: [],
    gone: null,
  };
}

/** Changes title and body to exactly what is given; what is unchanged leaves no trace. */
export function editTicket(
  store: Store,
  actor: Person,
  ticket: Ticket,
  to: { readonly title?: string | undefined; readonly body?: string | null | undefined },
): void {
  const title = to.title !== undefined && to.title !== ticket.title ? { title: ticket.title } : {};
  const body = to.body !== undefined && to.body !== ticket.body ? { body: ticket.body } : {};
  if (!('title' in title) && !('body' in body)) return;
  if (to.title !== undefined) ticket.title = to.title;
  if (to.body !== undefined) ticket.body = to.body;
  announce(store, ticket, actor, { kind: 'edited', ...title, ...body });
  if ('title' in title) record(store, ticket, actor, { kind: 'renamed', from: title.title, to: ticket.title });
}

/** Closes an open ticket; on a closed one nothing happens, the reason stays. */
export function closeTicket(store: Store, actor: Person, ticket: Ticket, reason: Reason): void {
  if (ticket.state === 'closed') return;
  Object.assign(ticket, { state: 'closed', reason, closedAt: store.now(), closedBy: actor });
  record(store, ticket, actor, { kind: 'closed', reason });
}

/** Reopens a closed ticket; on an open one nothing happens. */
export function reopenTicket(store: Store, actor: Person, ticket: Ticket): void {
  if (ticket.state === 'open') return;
  Object.assign(ticket, { state: 'open', reason: 'reopened', closedAt: null, closedBy: null });
  record(store, ticket, actor, { kind: 'reopened' });
}

/** Replaces the assignees; records only who was added or removed. */
export function setAssignees(store: Store, actor: Person, ticket: Ticket, people: readonly Person[]): void {
  const before = ticket.assignees;
  ticket.assignees = [...new Set(people)];
  for (const person of before)
    if (!ticket.assignees.includes(person)) record(store, ticket, actor, { kind: 'unassigned', person });
  for (const person of ticket.assignees)
    if (!before.includes(person)) record(store, ticket, actor, { kind: 'assigned', person });
}
