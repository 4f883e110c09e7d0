import { z } from 'zod';
import type { Draft } from '../../../rules/ticket.ts';
import { plusMs } from '../../../rules/time.ts';
import { TrackerError } from '../errors.ts';
import { repositoryOf } from './address.ts';
import type { Api } from './api.ts';
import { parseFence } from './markdown/fence.ts';
import { type Issue, issueShape, parsed } from './shapes.ts';

/** Pauses before each look-up while an earlier create may have succeeded, ms: GitHub's list lags by seconds. */
export const LOOKUP_WAITS_MS: readonly number[] = [0, 2_000, 5_000, 10_000];

/** For how long after the latest create whose outcome is unknown no second one is made, ms. */
export const SETTLE_MS = 60_000;

/** Issues older than the first attempt by more than this are not looked at: clocks differ. */
const CLOCK_MARGIN_MS = 60_000;

/** Looked at before a first attempt, which nothing went before that anybody knows of. */
const NEWEST = 30;

const LIST = 'GET /repos/{owner}/{repo}/issues';

/**
 * Finds the issue that carries the draft's key and was opened by the engine's own account: anybody can copy a marker.
 * One call on the first attempt; after an unknown outcome all pages, again and again.
 * @returns undefined when there is none, so that one may be created.
 * @throws TrackerError `uncertain` while a lost create may still turn up.
 */
export async function findByKey(api: Api, draft: Draft): Promise<Issue | undefined> {
  if (draft.firstTried === undefined) return withKey(api, draft.key, await newest(api));
  const since = plusMs(draft.firstTried, -CLOCK_MARGIN_MS);
  const settled = api.now() - Date.parse(draft.lastTried ?? draft.firstTried) >= api.settleMs;
  for (const pause of LOOKUP_WAITS_MS) {
    if (pause > 0) await api.wait(pause);
    const found = withKey(api, draft.key, await ownIssues(api, since));
    if (found !== undefined) return found;
  }
  if (settled) return undefined;
  throw new TrackerError(
    `GitHub, ${api.target}: an earlier attempt to open ${draft.display} has no known outcome, and no issue with its key ` +
      `${draft.key} is listed yet. It is looked for again; once the settling time is over without it, it is created. ` +
      `Whoever knows better: dutybound link ${draft.display} TICKET, or dutybound create ${draft.display}`,
    { kind: 'uncertain' },
  );
}

/** All issues that the engine's account opened and that changed since `since`, in the order of their creation. */
export async function ownIssues(api: Api, since: string): Promise<Issue[]> {
  return issuesSince(api, since, { creator: (await api.self.get()).login });
}

/** All issues that carry a label and changed since `since`, whoever opened them, in the order of their creation. */
export function labelledIssues(api: Api, label: string, since: string): Promise<Issue[]> {
  return issuesSince(api, since, { labels: label });
}

async function issuesSince(api: Api, since: string, which: Record<string, string>): Promise<Issue[]> {
  // By creation, not by change: an issue that changes meanwhile must not shift the pages that are still to come.
  const order = { sort: 'created', direction: 'asc', since: `${plusMs(since, -1000).slice(0, 19)}Z` };
  const filter = { ...repositoryOf(api.target), state: 'all', ...which };
  return issuesIn(await api.client.pages(LIST, { ...filter, ...order }, { scope: 'target' }));
}

async function newest(api: Api): Promise<Issue[]> {
  const order = { sort: 'created', direction: 'desc', per_page: NEWEST };
  const filter = { ...repositoryOf(api.target), state: 'all', creator: (await api.self.get()).login };
  const answer = await api.client.call(LIST, { ...filter, ...order }, { scope: 'target' });
  return issuesIn(parsed(z.array(z.unknown()), answer.data, LIST));
}

function issuesIn(list: unknown[]): Issue[] {
  return parsed(z.array(issueShape), list, LIST).filter((issue) => issue.pull_request === undefined);
}

function withKey(api: Api, key: string, issues: Issue[]): Issue | undefined {
  const own = issues.filter((issue) => issue.user.id === api.self.known()?.id);
  return own.find((issue) => issue.body != null && parseFence(issue.body, key) !== undefined);
}
