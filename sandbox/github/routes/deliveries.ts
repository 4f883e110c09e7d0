import type { Delivery } from '../../hooks/hook.ts';
import { succeeded } from '../../hooks/hook.ts';
import type { Answer, Call, Route } from '../call.ts';
import { deliveriesOf, deliveryOf } from '../hook-locate.ts';
import { deliveryShape, deliverySummary } from '../shapes/hook.ts';

const many = '/repos/:owner/:repo/hooks/:hook/deliveries';

export const deliveryRoutes: readonly Route[] = [
  { method: 'GET', path: many, handle: (call) => deliveryPage(call, deliveriesOf(call)) },
  {
    method: 'GET',
    path: `${many}/:delivery`,
    handle: (call) => ({ status: 200, body: deliveryShape(deliveryOf(call)) }),
  },
  {
    method: 'POST',
    path: `${many}/:delivery/attempts`,
    writes: 'hook',
    handle(call) {
      call.hooks.redeliver(deliveryOf(call));
      return { status: 202, body: {} };
    },
  },
];

/** Deliveries are paged by a cursor, the id of the page's first delivery, not by number. */
export function deliveryPage(call: Call, deliveries: readonly Delivery[]): Answer {
  const wanted = call.query.get('status');
  const cursor = Number(call.query.get('cursor') ?? Number.POSITIVE_INFINITY);
  const size = Math.min(Number(call.query.get('per_page') ?? 30) || 30, call.maxPageSize);
  const rest = deliveries
    .filter((delivery) => wanted === null || succeeded(delivery) === (wanted === 'success'))
    .filter((delivery) => delivery.id <= cursor)
    .sort((one, other) => other.id - one.id);
  const next = rest[size];
  if (!next) return { status: 200, body: rest.map(deliverySummary) };
  const url = new URL(call.url);
  url.searchParams.set('cursor', String(next.id));
  return {
    status: 200,
    body: rest.slice(0, size).map(deliverySummary),
    headers: { link: `<${url.href}>; rel="next"` },
  };
}
