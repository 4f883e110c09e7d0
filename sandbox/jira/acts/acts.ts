import type { Site } from '../site.ts';
import type { Urls } from '../urls.ts';
import { commentActs } from './comment-acts.ts';
import { issueActs } from './issue-acts.ts';
import { statusActs } from './status-acts.ts';

/** What people do with a mouse in a Jira project, which is named by its key. */
export function jiraActs(site: Site, urls: Urls) {
  return { ...issueActs(site, urls), ...statusActs(site, urls), ...commentActs(site, urls) };
}
