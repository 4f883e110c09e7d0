import { setLabels } from '../../store/labels.ts';
import type { Label, Ticket } from '../../store/model.ts';
import { labelsNamed } from '../belongings.ts';
import type { Answer, Call, Route } from '../call.ts';
import { optionalNames } from '../input.ts';
import { demand, labelOf, ticketOf } from '../locate.ts';
import { page } from '../paging.ts';
import { notFound } from '../refusal.ts';
import { labelShape } from '../shapes/repository.ts';

const many = '/repos/:owner/:repo/issues/:number/labels';

export const issueLabelRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: many,
    handle(call) {
      const { labels, repository } = ticketOf(call);
      return page(call, labels, (label) => labelShape(call.urls, repository, label));
    },
  },
  {
    method: 'POST',
    path: many,
    writes: 'label',
    handle: (call) => change(call, (ticket, given) => [...ticket.labels, ...given]),
  },
  { method: 'PUT', path: many, writes: 'label', handle: (call) => change(call, (_ticket, given) => given) },
  { method: 'DELETE', path: many, writes: 'label', handle: (call) => ({ ...change(call, () => []), status: 204 }) },
  {
    method: 'DELETE',
    path: `${many}/:name`,
    writes: 'label',
    handle: (call) =>
      change(call, (ticket) => {
        const gone = labelOf(call, ticket.repository);
        if (!ticket.labels.includes(gone)) throw notFound();
        return ticket.labels.filter((label) => label !== gone);
      }),
  },
];

function change(call: Call, next: (ticket: Ticket, given: Label[]) => Label[]): Answer {
  const ticket = ticketOf(call);
  const { repository } = ticket;
  demand(call, repository, 'triage');
  const names = optionalNames('Label', 'labels', Array.isArray(call.rawBody) ? call.rawBody : call.body.labels) ?? [];
  const given = labelsNamed(call, repository, names);
  if (given) setLabels(call.store, call.person, ticket, next(ticket, given));
  const body = ticket.labels.map((label) => labelShape(call.urls, repository, label));
  return { status: 200, body, number: ticket.number };
}
