import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Account } from '../../../rules/ticket.ts';
import type { Doorbell, InboundRequest } from '../port.ts';
import { webhookShape } from './shapes.ts';

/** The events that ring for tickets. */
export const EVENTS: readonly string[] = ['issues', 'issue_comment'];

export interface WebhookOptions {
  /** Id of the tracker in the programme. */
  id: string;
  /** `owner/name`. */
  target: string;
  secret: string | undefined;
  /** The engine's own account, where it is known already. */
  self: Account | undefined;
}

/** The port's `authenticate`. Without a configured secret nothing is authentic. */
export function authenticate(options: WebhookOptions, { headers, body }: InboundRequest): Doorbell[] | undefined {
  if (options.secret === undefined || options.secret === '') return undefined;
  if (!signed(options.secret, headers['x-hub-signature-256'], body)) return undefined;
  if (!EVENTS.includes(headers['x-github-event'] ?? '')) return [];
  const event = webhookShape.safeParse(jsonIn(body));
  if (!event.success || event.data.issue.pull_request != null) return [];
  const { issue, repository, sender, action, label } = event.data;
  if (repository.full_name.toLowerCase() !== options.target.toLowerCase()) return [];
  const ticket = { tracker: options.id, id: issue.id };
  // A ticket that opens with labels is announced once for each of them as well.
  const labels = action === 'labeled' && label ? { labels: [label.name] } : {};
  return [{ ticket, updated: issue.updated_at, own: sender.id === options.self?.id, ...labels }];
}

function signed(secret: string, header: string | undefined, body: Buffer): boolean {
  const hex = /^sha256=([0-9a-f]{64})$/i.exec(header ?? '')?.[1];
  if (hex === undefined) return false;
  return timingSafeEqual(Buffer.from(hex, 'hex'), createHmac('sha256', secret).update(body).digest());
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    return undefined;
  }
}
