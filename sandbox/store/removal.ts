import { announce, record } from './changes.ts';
import { findLabel } from './labels.ts';
import type { Person, Repository, Ticket } from './model.ts';
import { isAssignable } from './people.ts';
import type { Store } from './store.ts';
import { blank } from './tickets.ts';

/** Deletes a ticket for good; its number is never given again. */
export function deleteTicket(store: Store, actor: Person, ticket: Ticket): void {
  announce(store, ticket, actor, { kind: 'deleted' });
  for (const comment of ticket.comments) store.comments.delete(comment.id);
  ticket.gone = { kind: 'deleted' };
}

/**
 * Moves a ticket to another repository, where it gets a new id and number. Comments go along under new ids; labels where the
 * target has the same name; assignees where they can be assigned.
 */
export function transferTicket(store: Store, actor: Person, ticket: Ticket, target: Repository): Ticket {
  const moved: Ticket = {
    ...blank(store, ticket.author, target, { title: ticket.title, body: ticket.body }),
    createdAt: ticket.createdAt,
    state: ticket.state,
    reason: ticket.reason,
    closedAt: ticket.closedAt,
    closedBy: ticket.closedBy,
    labels: ticket.labels.map((label) => findLabel(target, label.name)).filter((label) => label !== undefined),
    assignees: ticket.assignees.filter((person) => isAssignable(target, person)),
    reactions: ticket.reactions,
    events: ticket.events.map((event) => ({ ...event })),
  };
  target.tickets.set(moved.number, moved);
  for (const comment of ticket.comments) {
    store.comments.delete(comment.id);
    const again = { ...comment, id: store.nextId(), ticket: moved };
    store.comments.set(again.id, again);
    moved.comments.push(again);
  }
  announce(store, ticket, actor, { kind: 'moved', to: moved });
  ticket.gone = { kind: 'moved', to: moved };
  announce(store, moved, actor, { kind: 'opened', movedFrom: ticket });
  record(store, moved, actor, { kind: 'transferred', from: ticket.repository });
  return moved;
}
