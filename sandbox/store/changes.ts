import type { Announcement, Happening, Person, Ticket } from './model.ts';
import type { Store } from './store.ts';

/** Tells every listener of a change, and moves the ticket's `updatedAt` (epoch ms). */
export function announce(store: Store, ticket: Ticket, actor: Person, what: Happening | Announcement): void {
  ticket.updatedAt = store.now();
  for (const listener of store.listeners) listener({ ticket, actor, at: ticket.updatedAt, what });
}

/** Appends to the ticket's history, then announces it. */
export function record(store: Store, ticket: Ticket, actor: Person, what: Happening): void {
  ticket.events.push({ id: store.nextId(), ticket, actor, at: store.now(), what });
  announce(store, ticket, actor, what);
}
