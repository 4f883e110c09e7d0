import type { Draft } from '../../../rules/ticket.ts';
import { type Instant, plusMs } from '../../../rules/time.ts';
import { TrackerError } from '../errors.ts';
import { labelOf } from './address.ts';
import type { Api } from './api.ts';
import { DRAFTED, learning, PROPERTY } from './issue.ts';
import { type Issue, parsed, searchShape } from './shapes.ts';

/** Pauses before each look-up while an earlier create may have succeeded, ms: Jira's search lags by seconds, now and then by a minute. */
export const LOOKUP_WAITS_MS: readonly number[] = [0, 2_000, 5_000, 10_000];

/** For how long after the latest create whose outcome is unknown no second one is made, ms. */
export const SETTLE_MS = 180_000;
/** Before any Jira: a number of few digits, as of 1970, is no date in a search. Epoch ms. */
const EARLIEST = Date.UTC(2002, 0);

/** Issues older than the first attempt by more than this are not looked at: clocks differ. */
const CLOCK_MARGIN_MS = 60_000;

const PAGE = 100;
const MOST_PAGES = 1_000;

/**
 * Finds the issue that carries the draft's key and was opened by the engine's own account: a label proves nothing. One call on the
 * first attempt; after an unknown outcome again and again, at last among all issues opened since, for a label may be taken off.
 * @returns undefined when there is none, so that one may be created. The issue is as search shows it, which may be late.
 * @throws TrackerError `uncertain` while a lost create may still turn up.
 */
export async function findByKey(api: Api, draft: Draft): Promise<Issue | undefined> {
  const byLabel = `labels = "${labelOf(draft.key)}" ORDER BY created ASC`;
  if (draft.firstTried === undefined) return withKey(api, draft.key, await search(api, byLabel));
  const settled = api.options.now() - Date.parse(draft.lastTried ?? draft.firstTried) >= api.settleMs;
  for (const pause of LOOKUP_WAITS_MS) {
    if (pause > 0) await api.wait(pause);
    const found = await withKey(api, draft.key, await search(api, byLabel));
    if (found !== undefined) return found;
  }
  const opened = await ownIssues(api, 'created', plusMs(draft.firstTried, -CLOCK_MARGIN_MS));
  const found = await withKey(api, draft.key, opened);
  if (found !== undefined || settled) return found;
  throw new TrackerError(
    `Jira, ${api.options.project}: an earlier attempt to open ${draft.display} has no known outcome, and search shows no issue ` +
      `with its key ${draft.key} yet. It is looked for again; once the settling time is over without it, it is created. ` +
      `Whoever knows better: dutybound link ${draft.display} TICKET, or dutybound create ${draft.display}`,
    { kind: 'uncertain' },
  );
}

/**
 * All issues that the engine's account opened and that were created or changed since, wherever they are now, in the order of their
 * creation: an issue that changes meanwhile must not shift the pages that are still to come.
 */
export async function ownIssues(api: Api, since: 'created' | 'updated', from: Instant): Promise<Issue[]> {
  const self = await api.self.get();
  // Dates without a zone are the account's own; milliseconds are everybody's.
  return search(
    api,
    `creator = "${self.id}" AND ${since} >= ${Math.max(Date.parse(from), EARLIEST)} ORDER BY created ASC`,
  );
}

/** All issues of the project that carry a label and changed since, whoever opened them, in the order of their creation. */
export function labelledIssues(api: Api, label: string, from: Instant): Promise<Issue[]> {
  const { project } = api.options;
  const since = Math.max(Date.parse(from), EARLIEST);
  return search(api, `project = "${project}" AND labels = "${label}" AND updated >= ${since} ORDER BY created ASC`);
}

/** All pages of a search. */
async function search(api: Api, jql: string): Promise<Issue[]> {
  const all: Issue[] = [];
  let token: string | undefined;
  // The same for each page, or a page may be one of another list.
  const reconcileIssues = api.recent.written();
  for (let page = 0; page < MOST_PAGES; page++) {
    const asked = {
      jql,
      fields: DRAFTED,
      properties: [PROPERTY],
      maxResults: PAGE,
      ...(token !== undefined && { nextPageToken: token }),
      ...(reconcileIssues.length > 0 && { reconcileIssues }),
    };
    const answer = await api.client.call(
      ({ searchAndReconsileIssuesUsingJqlPost }, jira) => searchAndReconsileIssuesUsingJqlPost(jira, asked),
      {
        scope: 'target',
      },
    );
    const { issues, nextPageToken } = parsed(searchShape, answer.data, 'POST search/jql');
    all.push(...issues.map((issue) => learning(api, issue)));
    if (nextPageToken == null) break;
    token = nextPageToken;
  }
  return all;
}

async function withKey(api: Api, key: string, issues: Issue[]): Promise<Issue | undefined> {
  if (issues.length === 0) return undefined;
  const self = await api.self.get();
  return issues.find(({ properties, fields }) => properties?.key === key && fields.creator.id === self.id);
}
