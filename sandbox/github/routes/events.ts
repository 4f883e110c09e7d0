import type { Route } from '../call.ts';
import { ticketOf, trackerOf } from '../locate.ts';
import { page } from '../paging.ts';
import { eventShape, repositoryEventShape, timelineComment } from '../shapes/event.ts';

export const eventRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/issues/:number/events',
    handle: (call) => page(call, ticketOf(call).events, (event) => eventShape(call.urls, event)),
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/issues/events',
    handle(call) {
      const events = [...trackerOf(call).tickets.values()]
        .filter((ticket) => !ticket.gone)
        .flatMap((ticket) => ticket.events)
        .sort((one, other) => other.id - one.id);
      return page(call, events, (event) => repositoryEventShape(call.urls, event));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/issues/:number/timeline',
    handle(call) {
      const ticket = ticketOf(call);
      const entries = [
        ...ticket.events.map((event) => ({ at: event.at, id: event.id, body: eventShape(call.urls, event) })),
        ...ticket.comments.map((one) => ({ at: one.createdAt, id: one.id, body: timelineComment(call.urls, one) })),
      ].sort((one, other) => one.at - other.at || one.id - other.id);
      return page(call, entries, (entry) => entry.body);
    },
  },
];
