import type { Call } from '../call.ts';
import type { History, Issue } from '../model.ts';
import type { Urls } from '../urls.ts';
import { instant, userShape } from './base.ts';

/** The most entries of its history that an issue shows by itself. */
const limit = 100;

/** One entry of an issue's history. */
export function historyShape(urls: Urls, history: History) {
  return {
    id: String(history.id),
    author: userShape(urls, history.author),
    created: instant(history.at),
    items: history.items,
  };
}

/** The newest entries, newest first, as `expand=changelog` shows them. */
export function changelogInIssue({ urls, world }: Call, issue: Issue) {
  const shown = issue.history.slice(-Math.min(limit, world.maxPageSize)).reverse();
  return {
    startAt: 0,
    maxResults: shown.length,
    total: issue.history.length,
    histories: shown.map((each) => historyShape(urls, each)),
  };
}
