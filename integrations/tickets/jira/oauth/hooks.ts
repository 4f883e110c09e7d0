import { z } from 'zod';
import { type Instant, plusMs } from '../../../../rules/time.ts';
import { TrackerError } from '../../errors.ts';
import type { Client } from '../client.ts';
import { parsed } from '../shapes.ts';

/** A ticket may be created with a label that tells of an event. A comment also changes its issue; should Jira leave that out, the comment itself rings. */
const EVENTS = [
  'jira:issue_created',
  'jira:issue_updated',
  'jira:issue_deleted',
  'comment_created',
  'comment_updated',
  'comment_deleted',
];
/** They live for 30 days. */
const REFRESH_BEFORE_MS = 10 * 24 * 3600 * 1000;
/** An app may have a hundred. */
const MOST_PAGES = 20;

export interface HookOptions {
  /** Where Jira is to send to; its last part is the secret. */
  url: string;
  /** Key of the project. */
  project: string;
  /** The engine's clock. */
  now: Instant;
}

/** What was done about an app's webhook; `expires` where Jira says when it ends. */
export interface HookCare {
  did: 'nothing' | 'registered' | 'refreshed';
  expires?: Instant;
}

const ended = z
  .number()
  .transform((ms) => new Date(ms))
  .refine((date) => !Number.isNaN(date.getTime()), { abort: true })
  .transform((date) => date.toISOString());
const hookShape = z.object({
  id: z.number(),
  url: z.string(),
  jqlFilter: z.string(),
  events: z.array(z.string()),
  expirationDate: ended.optional(),
});
type Hook = z.infer<typeof hookShape>;
const pageShape = z.object({ values: z.array(hookShape), isLast: z.boolean() });
const registeredShape = z.object({
  webhookRegistrationResult: z.array(z.object({ errors: z.array(z.string()).optional() })),
});
const refreshedShape = z.object({ expirationDate: ended });

/**
 * Registers the webhook of an app where it is missing, and prolongs it when fewer than ten days are left. What stands at an earlier
 * secret, or lacks an event, is taken away first, for Jira allows an app one address.
 * @throws TrackerError `refused` with Jira's reasons where it registers none.
 */
export async function keepHook(client: Client, options: HookOptions): Promise<HookCare> {
  const own = (await hooksOf(client)).filter(({ url }) => isOwn(url, options.url));
  const current = own.find((hook) => isAsWanted(hook, options));
  const webhookIds = own.filter((hook) => hook !== current).map(({ id }) => id);
  if (webhookIds.length > 0)
    await client.call(({ deleteWebhookById }, jira) => deleteWebhookById(jira, { webhookIds }), { scope: 'target' });
  if (current === undefined) return register(client, options);
  const { id, expirationDate: expires } = current;
  if (expires !== undefined && expires >= plusMs(options.now, REFRESH_BEFORE_MS)) return { did: 'nothing', expires };
  const { data } = await client.call(({ refreshWebhooks }, jira) => refreshWebhooks(jira, { webhookIds: [id] }), {
    scope: 'target',
  });
  return { did: 'refreshed', expires: parsed(refreshedShape, data, 'PUT webhook/refresh').expirationDate };
}

async function register(client: Client, { url, project }: HookOptions): Promise<HookCare> {
  const webhooks = [{ events: EVENTS, jqlFilter: `project = ${project}` }];
  const { data } = await client.call(
    ({ registerDynamicWebhooks }, jira) => registerDynamicWebhooks(jira, { url, webhooks }),
    { scope: 'target' },
  );
  const [result] = parsed(registeredShape, data, 'POST webhook').webhookRegistrationResult;
  const fields = result?.errors ?? [];
  if (result !== undefined && fields.length === 0) return { did: 'registered' };
  const said = fields.join('; ').replaceAll(url, withoutSecret(url)) || 'it names none';
  throw new TrackerError(
    `Jira, POST webhook: no webhook to ${withoutSecret(url)} (${said}). An app has one address: use an app of its own for each tracker.`,
    { kind: 'refused', fields: ['webhook'] },
  );
}

async function hooksOf(client: Client): Promise<Hook[]> {
  const hooks: Hook[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const startAt = hooks.length;
    const { data } = await client.call(
      ({ getDynamicWebhooksForApp }, jira) => getDynamicWebhooksForApp(jira, { startAt }),
      { scope: 'target' },
    );
    const { values, isLast } = parsed(pageShape, data, 'GET webhook');
    hooks.push(...values);
    if (isLast || values.length === 0) break;
  }
  return hooks;
}

function isOwn(url: string, wanted: string): boolean {
  return url.startsWith(`${withoutSecret(wanted)}/`);
}

function isAsWanted({ url, events, jqlFilter }: Hook, wanted: HookOptions): boolean {
  const filter = /^\s*project\s*=\s*"?([^"\s]+)"?\s*$/i.exec(jqlFilter)?.[1];
  return url === wanted.url && filter === wanted.project && EVENTS.every((event) => events.includes(event));
}

function withoutSecret(url: string): string {
  return url.slice(0, url.lastIndexOf('/'));
}
