import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Account } from '../../../rules/ticket.ts';
import { instantOf } from '../../../rules/time.ts';
import type { Doorbell, InboundRequest } from '../port.ts';

/** Hex digits of a digest, by the method that the signature names. Weaker methods are none. */
const digits: Record<string, number> = { sha256: 64, sha384: 96, sha512: 128 };
/** A secret in an address is seen by proxies and logs on its way: it must not be guessed. */
export const SHORTEST_PATH_SECRET = 32;
const RINGING = /^(jira:issue_(created|updated|deleted)|comment_(created|updated|deleted))$/;

export interface WebhookOptions {
  /** Id of the tracker in the programme. */
  id: string;
  /** An administrator's webhook signs with it. */
  secret?: string | undefined;
  /** An app's own webhooks sign nothing: they know this last part of their address. At least 32 characters. */
  pathSecret?: string | undefined;
  /** The engine's own account, where it is known already. */
  self?: Account | undefined;
}

const user = z.object({ accountId: z.string() }).nullish();
const webhookShape = z.object({
  webhookEvent: z.string(),
  /** Epoch ms. */
  timestamp: z.number().optional(),
  user,
  /** Events of a comment name whoever wrote it here, and no `user`. */
  comment: z.object({ updateAuthor: user, author: user }).nullish(),
  changelog: z.object({ items: z.array(z.object({ field: z.string() })) }).nullish(),
  issue: z.object({
    id: z.union([z.string(), z.number()]).transform(String),
    fields: z.object({ updated: z.string().optional(), labels: z.array(z.string()).nullish() }).nullish(),
  }),
});

/**
 * The port's `authenticate`. Without a configured secret nothing is authentic. The issue's project is not looked at: a ticket that was
 * moved to another one still rings, and an issue that is no ticket wakes nobody.
 */
export function authenticate(options: WebhookOptions, request: InboundRequest): Doorbell[] | undefined {
  if (!isAuthentic(options, request)) return undefined;
  const event = webhookShape.safeParse(jsonIn(request.body));
  if (!event.success || !RINGING.test(event.data.webhookEvent)) return [];
  const { issue, timestamp, comment } = event.data;
  const updated = momentOf(issue.fields?.updated ?? timestamp);
  if (updated === undefined) return [];
  const by = event.data.user ?? comment?.updateAuthor ?? comment?.author;
  const ticket = { tracker: options.id, id: issue.id };
  return [{ ticket, updated, own: by != null && by.accountId === options.self?.id, ...labelsIn(event.data) }];
}

/** An issue is opened with its labels in one event; later they change in one that lists what changed. */
function labelsIn({ webhookEvent, issue, changelog }: z.output<typeof webhookShape>): Pick<Doorbell, 'labels'> {
  const labels = issue.fields?.labels ?? [];
  const changed = changelog?.items.some(({ field }) => field === 'labels') === true;
  return labels.length > 0 && (changed || webhookEvent === 'jira:issue_created') ? { labels } : {};
}

/** A signature that is there must be right, whatever the address says. */
function isAuthentic(
  { secret = '', pathSecret = '' }: WebhookOptions,
  { path, headers, body }: InboundRequest,
): boolean {
  const signature = headers['x-hub-signature'];
  if (signature !== undefined) return secret !== '' && isSigned(secret, signature, body);
  return pathSecret.length >= SHORTEST_PATH_SECRET && isSame(path, pathSecret);
}

function isSigned(secret: string, signature: string, body: Buffer): boolean {
  const [, method = '', hex = ''] = /^(sha\d{3})=([0-9a-f]+)$/i.exec(signature) ?? [];
  const known = method.toLowerCase();
  if (!Object.hasOwn(digits, known) || hex.length !== digits[known]) return false;
  return timingSafeEqual(Buffer.from(hex, 'hex'), createHmac(known, secret).update(body).digest());
}

/** Digests have one length, so that comparing them tells nothing. */
function isSame(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}

function momentOf(at: string | number | undefined): string | undefined {
  const date = new Date(at ?? Number.NaN);
  return Number.isNaN(date.getTime()) ? undefined : instantOf(date.toISOString());
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
