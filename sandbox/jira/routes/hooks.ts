import type { Call, Route } from '../call.ts';
import { type Hook, type HookEvent, hookEvents } from '../hooks/hook.ts';
import { parseJql } from '../jql/parse.ts';
import { isRecord } from '../json.ts';
import { page } from '../paging.ts';
import { bad, forbidden, Refusal } from '../refusal.ts';

const lifetime = 30 * 86_400_000;
/** The most that an app may have for one person. */
const limit = 5;

/** The hooks of OAuth apps: unsigned, and gone after 30 days unless they are refreshed. */
export const hookRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/webhook',
    scope: 'manage:jira-webhook',
    handle: (call) =>
      page(call, hooksOf(call), ({ id, url, events, jql, dynamic }) => ({
        id,
        url,
        events,
        jqlFilter: jql,
        expirationDate: dynamic?.expiresAt,
      })),
  },
  {
    method: 'POST',
    path: '/webhook',
    writes: 'hook',
    scope: 'manage:jira-webhook',
    handle(call) {
      const { url, webhooks } = call.body;
      appOf(call);
      if (typeof url !== 'string' || !isWebAddress(url))
        throw bad('The URL of the webhook must be an http or https address.');
      if (!Array.isArray(webhooks) || webhooks.length === 0) throw bad('At least one webhook is required.');
      const results = webhooks.map((draft: unknown) => register(call, url, draft));
      return { status: 200, body: { webhookRegistrationResult: results } };
    },
  },
  {
    method: 'PUT',
    path: '/webhook/refresh',
    writes: 'hook',
    scope: 'manage:jira-webhook',
    handle(call) {
      const expiresAt = call.site.store.now() + lifetime;
      for (const { dynamic } of chosen(call)) if (dynamic) dynamic.expiresAt = expiresAt;
      return { status: 200, body: { expirationDate: expiresAt } };
    },
  },
  {
    method: 'DELETE',
    path: '/webhook',
    writes: 'hook',
    scope: 'manage:jira-webhook',
    handle(call) {
      const { hooks } = call.world.hooks;
      for (const hook of chosen(call)) hooks.splice(hooks.indexOf(hook), 1);
      return { status: 202 };
    },
  },
];

function appOf(call: Call): string {
  if (call.clientId === undefined) throw forbidden('Only Connect and OAuth 2.0 apps can use this operation.');
  return call.clientId;
}

/** Those of the app and person which are still alive. */
function hooksOf(call: Call): Hook[] {
  const clientId = appOf(call);
  const now = call.site.store.now();
  return call.world.hooks.hooks.filter(
    ({ dynamic }) => dynamic?.clientId === clientId && dynamic.owner === call.person && dynamic.expiresAt > now,
  );
}

function chosen(call: Call): Hook[] {
  const own = hooksOf(call);
  const ids: unknown = call.body.webhookIds;
  if (!Array.isArray(ids) || !ids.every((id) => Number.isInteger(id)))
    throw bad('webhookIds must be an array of numbers.');
  return own.filter((hook) => ids.includes(hook.id));
}

function register(call: Call, url: string, draft: unknown): { createdWebhookId: number } | { errors: string[] } {
  const { events, jqlFilter } = isRecord(draft) ? draft : {};
  if (!isEvents(events)) return { errors: [`The events must be of ${hookEvents.join(', ')}.`] };
  if (typeof jqlFilter !== 'string') return { errors: ['The JQL filter is required.'] };
  if (hooksOf(call).length >= limit) return { errors: [`An app can have at most ${limit} webhooks for a user.`] };
  try {
    const dynamic = { owner: call.person, clientId: appOf(call), expiresAt: call.site.store.now() + lifetime };
    const filter = parseJql(jqlFilter);
    const hook = { id: call.site.store.nextId(), url, events, jql: jqlFilter, filter, secret: null, dynamic };
    call.world.hooks.hooks.push(hook);
    return { createdWebhookId: hook.id };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { errors: [error.message] };
  }
}

function isEvents(value: unknown): value is HookEvent[] {
  return Array.isArray(value) && value.length > 0 && value.every((each) => hookEvents.includes(each));
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && ['http:', 'https:'].includes(new URL(text).protocol);
}
