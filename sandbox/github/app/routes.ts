import type { Call, Route } from '../call.ts';
import { page } from '../paging.ts';
import { notFound, Refusal } from '../refusal.ts';
import { deliveryPage } from '../routes/deliveries.ts';
import type { App, Installation } from './model.ts';
import { isSelected } from './reach.ts';
import { appShape, installationShape, reachedShapes, tokenShape } from './shapes.ts';
import { issueToken } from './tokens.ts';

const deliveriesKept = 3 * 86_400_000;

/** What an App asks for itself, and what its installations ask for themselves. */
export const appRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/app-manifests/:code/conversions',
    open: true,
    handle(call) {
      const code = call.params.code ?? '';
      const found = call.apps.registrations.get(code);
      call.apps.registrations.delete(code);
      if (!found || call.store.now() >= found.until) throw notFound();
      const { app, pem, clientSecret: client_secret } = found;
      const shown = { client_secret, webhook_secret: app.hook.secret, pem };
      return { status: 201, body: { ...appShape(call.urls, app, call.apps.installations), ...shown } };
    },
  },
  {
    method: 'GET',
    path: '/app',
    isForApps: true,
    handle: (call) => ({ status: 200, body: appShape(call.urls, appOf(call), call.apps.installations) }),
  },
  {
    method: 'GET',
    path: '/app/installations',
    isForApps: true,
    handle: (call) => page(call, ownOf(call), (each) => installationShape(call.urls, each)),
  },
  {
    method: 'GET',
    path: '/app/installations/:id',
    isForApps: true,
    handle: (call) => ({ status: 200, body: installationShape(call.urls, installationOf(call)) }),
  },
  {
    method: 'POST',
    path: '/app/installations/:id/access_tokens',
    isForApps: true,
    handle(call) {
      const grant = issueToken(call.store, call.apps, installationOf(call), call.body);
      return { status: 201, body: tokenShape(call.urls, call.store, grant) };
    },
  },
  {
    method: 'GET',
    path: '/app/hook/config',
    isForApps: true,
    handle(call) {
      const { url, secret } = appOf(call).hook;
      const hidden = secret === null ? {} : { secret: '********' };
      return { status: 200, body: { content_type: 'json', insecure_ssl: '0', url, ...hidden } };
    },
  },
  {
    method: 'GET',
    path: '/app/hook/deliveries',
    isForApps: true,
    handle(call) {
      const { id } = appOf(call);
      const oldest = call.store.now() - deliveriesKept;
      return deliveryPage(
        call,
        call.hooks.deliveries().filter(({ hook, at }) => hook.app?.id === id && at >= oldest),
      );
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/installation',
    isForApps: true,
    handle(call) {
      const name = `${call.params.owner}/${call.params.repo}`.toLowerCase();
      const repository = call.store.repositories.find((one) => `${one.owner}/${one.name}`.toLowerCase() === name);
      const found = repository && ownOf(call).find((each) => isSelected(each, repository));
      if (!found) throw notFound();
      return { status: 200, body: installationShape(call.urls, found) };
    },
  },
  {
    method: 'GET',
    path: '/installation/repositories',
    handle(call) {
      if (!call.grant) throw new Refusal(403, 'You must authenticate with an installation access token.');
      const all = reachedShapes(call.urls, call.store, call.grant);
      const { body: repositories, ...rest } = page(call, all, (each) => each);
      return { ...rest, body: { total_count: all.length, repositories } };
    },
  },
];

/** The App that asks; routes that are for Apps are reached by no one else. */
export function appOf(call: Call): App {
  if (!call.app) throw new Refusal(401, 'A JSON web token could not be decoded');
  return call.app;
}

function ownOf(call: Call): Installation[] {
  const app = appOf(call);
  return call.apps.installations.filter((each) => each.app === app);
}

function installationOf(call: Call): Installation {
  const found = ownOf(call).find((each) => each.id === Number(call.params.id));
  if (!found) throw notFound();
  return found;
}
