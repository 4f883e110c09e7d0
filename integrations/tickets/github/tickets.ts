import { setTimeout as sleep } from 'node:timers/promises';
import { byText } from '../../../rules/order.ts';
import type { Account, Message, TicketRef } from '../../../rules/ticket.ts';
import { type Instant, instantOf } from '../../../rules/time.ts';
import type { ChangedTicket, LabelledTicket, Tickets } from '../port.ts';
import { ISSUE, pathOf, refOf } from './address.ts';
import { type Api, askUser, createSelf, recentIssues } from './api.ts';
import { askBot } from './app/bot.ts';
import type { AppLogin } from './app/login.ts';
import { attachment } from './attachment.ts';
import { createClient, type TokenSource } from './client.ts';
import { comment } from './comments.ts';
import { categoryOf } from './edit-plan.ts';
import { ensure } from './ensure.ts';
import { judging } from './judging.ts';
import { labelledIssues, ownIssues, SETTLE_MS } from './lookup.ts';
import { parseFence } from './markdown/fence.ts';
import { PREFIX } from './markdown/inline.ts';
import { read } from './reading.ts';
import { account, check } from './setup.ts';
import type { Issue } from './shapes.ts';
import { authenticate } from './webhook.ts';

export interface GitHubOptions {
  /** Id of the tracker in the programme. */
  id: string;
  /** `https://api.github.com`, or `https://HOST/api/v3`. */
  api: string;
  /** `owner/name` of the repository. */
  target: string;
  token: TokenSource;
  /** Where that token is of an App's installation: `token` is its. */
  app?: AppLogin;
  /** Without it no webhook is authentic. */
  webhookSecret?: string;
  /** The engine's own account as last resolved: tells webhooks of our own writes apart before the first call. */
  self?: Account;
  /** The engine's clock, epoch ms. */
  now: () => number;
  /** Of each single call, ms; default 20,000. */
  timeoutMs?: number;
  /** What sends a call; by default the platform's own. */
  fetch?: typeof fetch;
  /** Between look-ups after an unknown outcome; default a real pause. */
  wait?: (ms: number) => Promise<void>;
  /** How long no second create follows one without a known outcome, ms; default 60,000. */
  settleMs?: number;
}

/** Issues of one GitHub repository as the tickets of a programme. Makes no call before the first verb. */
export function createGitHubTickets(options: GitHubOptions): Tickets {
  const { id, target, app, now, wait = sleep, settleMs = SETTLE_MS } = options;
  const client = createClient(options);
  const unjudged: Api = {
    client,
    id,
    target,
    now,
    wait: async (ms) => void (await wait(ms)),
    settleMs,
    self: createSelf(() => (app ? askBot(client, app) : askUser(client))),
    ...(app && { app }),
    recent: recentIssues(now),
  };
  const api = { ...unjudged, client: judging(unjudged) };
  return {
    id,
    prefix: PREFIX,
    inabilities: ['due-date', 'parent', 'grade'],
    ensure: (draft, ref, until) => ensure(api, draft, ref, until),
    read: (ref, since) => read(api, ref, since),
    comment: (ref, key, text, tried, until) => comment(api, ref, key, text, tried, until),
    retire: (ref, successor) => retire(api, ref, successor),
    changedSince: (instant) => changedSince(api, instant),
    labelled: (label, instant) => labelled(api, label, instant),
    attachment: (ref, url) => attachment(api, ref, url),
    authenticate: (request) =>
      authenticate({ id, target, secret: options.webhookSecret, self: api.self.known() ?? options.self }, request),
    account: (login) => account(api, login),
    check: () => check(api, options.webhookSecret !== undefined),
  };
}

async function changedSince(api: Api, instant: Instant): Promise<ChangedTicket[]> {
  const from = instantOf(`${instant.slice(0, 19)}Z`);
  const changed = (await ownIssues(api, from)).filter((issue) => issue.updated_at >= from);
  return changed.map((issue) => changedTicket(api, issue)).sort(byText(({ updated }) => updated));
}

async function labelled(api: Api, label: string, instant: Instant): Promise<LabelledTicket[]> {
  const from = instantOf(`${instant.slice(0, 19)}Z`);
  return (await labelledIssues(api, label, from))
    .filter((issue) => issue.updated_at >= from)
    .map((issue) => ({
      ref: refOf(api.id, api.target, issue),
      title: issue.title,
      by: issue.user,
      updated: issue.updated_at,
    }))
    .sort(byText(({ updated }) => updated));
}

function changedTicket(api: Api, issue: Issue): ChangedTicket {
  const { id, updated_at: updated, created_at: createdAt, body } = issue;
  // A login may have been somebody else's before.
  const fence = body == null || issue.user.id !== api.self.known()?.id ? undefined : parseFence(body);
  return {
    ticket: { tracker: api.id, id },
    updated,
    own: false,
    ref: refOf(api.id, api.target, issue),
    createdAt,
    category: categoryOf(issue),
    ...(fence && { key: fence.key, display: fence.display }),
  };
}

async function retire(api: Api, ref: TicketRef, successor: TicketRef): Promise<void> {
  const words: Message = [
    ['This was deleted, and ', { link: successor.number, href: successor.url }, ' replaced it. It is closed here.'],
  ];
  await comment(api, ref, `retired-${successor.id}`, words, true);
  const closed = { state: 'closed', state_reason: 'not_planned' };
  await api.client.call(`PATCH ${ISSUE}`, { ...pathOf(ref), ...closed }, { scope: 'ticket' });
}
