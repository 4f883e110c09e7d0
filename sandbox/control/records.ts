import type { Delivery } from '../hooks/hook.ts';
import type { Delivery as JiraDelivery } from '../jira/hooks/hook.ts';
import { fullName } from '../store/store.ts';

/** Where a running sandbox stands, and what is in it. */
export interface Info {
  readonly url: string;
  readonly apiUrl: string;
  readonly jiraUrl: string;
  readonly gatewayUrl: string;
  readonly smtpPort: number;
  readonly chatUrl: string;
  readonly repositories: readonly string[];
  readonly projects: readonly string[];
  readonly people: readonly string[];
}

/** A webhook delivery as the control API prints it; `at` is epoch ms, status 0 means no answer. */
export interface DeliveryRecord {
  readonly id: number;
  readonly guid: string;
  readonly repo: string;
  readonly url: string;
  readonly event: string;
  readonly action: string | null;
  readonly at: number;
  readonly redelivery: boolean;
  readonly status: number;
  readonly reason: string;
  readonly body: string;
}

/** The record of a delivery. */
export function deliveryRecord(delivery: Delivery): DeliveryRecord {
  const { id, guid, hook, event, action, at, redelivery, request, response } = delivery;
  const { status, reason } = response;
  const repo = fullName(hook.repository);
  return { id, guid, repo, url: hook.url, event, action, at, redelivery, status, reason, body: request.body };
}

/** The same of a delivery from Jira. */
export function jiraDeliveryRecord({
  id,
  guid,
  project,
  hook,
  event,
  at,
  retry,
  status,
  body,
}: JiraDelivery): DeliveryRecord {
  const reason = status === 0 ? 'no answer' : String(status);
  return {
    id,
    guid,
    repo: project,
    url: hook.url,
    event,
    action: null,
    at,
    redelivery: retry > 0,
    status,
    reason,
    body,
  };
}
