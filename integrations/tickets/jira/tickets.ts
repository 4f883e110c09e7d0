import { setTimeout as sleep } from 'node:timers/promises';
import { judged } from '../forbidden.ts';
import type { Inability, Tickets } from '../port.ts';
import { PREFIX } from './adf/inline.ts';
import { type Api, createSelf, nothingLearnt } from './api.ts';
import { attachment } from './attachment.ts';
import { type Client, createClient } from './client.ts';
import { comment } from './comments.ts';
import { ensure } from './ensure.ts';
import { SETTLE_MS } from './lookup.ts';
import type { JiraOptions } from './options.ts';
import { read } from './reading.ts';
import { createRecent } from './recent.ts';
import { account, check } from './setup.ts';
import { changedSince, labelled, retire } from './sweep.ts';
import { authenticate } from './webhook.ts';

export type { JiraAuth, JiraOptions } from './options.ts';

/** Issues of one Jira Cloud project as the tickets of a programme. Makes no call before the first verb. */
export function createJiraTickets(options: JiraOptions): Tickets {
  const client = createClient(options);
  const unjudged: Api = {
    client,
    options,
    wait: options.wait ?? sleep,
    settleMs: options.settleMs ?? SETTLE_MS,
    self: createSelf(client),
    recent: createRecent(options.now),
    learnt: nothingLearnt(),
  };
  const api = { ...unjudged, client: judging(unjudged) };
  const { id, webhook } = options;
  return {
    id,
    prefix: PREFIX,
    get inabilities() {
      return inabilitiesOf(options, api.learnt.isLoud);
    },
    ensure: (draft, ref, until) => ensure(api, draft, ref, until),
    read: (ref, since) => read(api, ref, since),
    comment: (ref, key, text, tried, until) => comment(api, ref, key, text, tried, until),
    retire: (ref, successor) => retire(api, ref, successor),
    changedSince: (instant) => changedSince(api, instant),
    labelled: (label, instant) => labelled(api, label, instant),
    attachment: (_, url) => attachment(api, url),
    authenticate: (request) => authenticate({ id, ...webhook, self: api.self.known() ?? options.self }, request),
    account: (login) => account(api, login),
    check: () => check(api),
  };
}

/** A call about one issue that Jira forbids says what is closed: the issue, or the project. */
function judging(api: Api): Client {
  return { call: (ask, options) => judged(api.client.call(ask, options), () => check(api)) };
}

/**
 * A part needs a type of its own, a grade its priorities, and an edit that mails nobody a right over the project. Jira answers alike for
 * what is deleted and what is hidden.
 * @param isLoud that right was found to be missing.
 */
function inabilitiesOf({ subtaskType, priority, quiet }: JiraOptions, isLoud: boolean): Inability[] {
  const conditional: (Inability | false)[] = [
    subtaskType === undefined && 'parent',
    (priority.minor === undefined || priority.major === undefined) && 'grade',
    (!quiet || isLoud) && 'silent-edits',
  ];
  return ['reactions', 'deletion-proof', ...conditional.filter((each) => each !== false)];
}
