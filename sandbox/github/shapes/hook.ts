import type { HookDesk } from '../../hooks/desk.ts';
import { type Delivery, type Hook, succeeded } from '../../hooks/hook.ts';
import { instant, repositoryUrl, type Urls } from './urls.ts';

/** A hook; its secret is never shown. */
export function hookShape(urls: Urls, desk: HookDesk, hook: Hook) {
  const url = `${repositoryUrl(urls, hook.repository)}/hooks/${hook.id}`;
  const last = desk.deliveries().findLast((delivery) => delivery.hook === hook);
  return {
    type: 'Repository',
    id: hook.id,
    name: 'web',
    active: hook.active,
    events: hook.events,
    config: {
      url: hook.url,
      content_type: hook.contentType,
      insecure_ssl: '0',
      ...(hook.secret === null ? {} : { secret: '********' }),
    },
    created_at: instant(hook.createdAt),
    updated_at: instant(hook.updatedAt),
    url,
    test_url: `${url}/test`,
    ping_url: `${url}/pings`,
    deliveries_url: `${url}/deliveries`,
    last_response: last
      ? { code: last.response.status, status: succeeded(last) ? 'active' : 'failure', message: last.response.reason }
      : { code: null, status: 'unused', message: null },
  };
}

/** A delivery as lists print it. */
export function deliverySummary(delivery: Delivery) {
  return {
    id: delivery.id,
    guid: delivery.guid,
    delivered_at: instant(delivery.at),
    redelivery: delivery.redelivery,
    duration: delivery.duration,
    status: delivery.response.reason,
    status_code: delivery.response.status,
    event: delivery.event,
    action: delivery.action,
    installation_id: delivery.hook.app?.installation ?? null,
    repository_id: delivery.hook.repository.id,
    throttled_at: null,
  };
}

/** A delivery with request and response. */
export function deliveryShape(delivery: Delivery) {
  return {
    ...deliverySummary(delivery),
    url: delivery.hook.url,
    request: { headers: delivery.request.headers, payload: payload(delivery) },
    response: { headers: delivery.response.headers, payload: delivery.response.body },
  };
}

function payload({ hook, request }: Delivery): unknown {
  const json = hook.contentType === 'json' ? request.body : decodeURIComponent(request.body.replace('payload=', ''));
  return JSON.parse(json);
}
