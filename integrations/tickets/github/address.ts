import type { TicketRef } from '../../../rules/ticket.ts';
import type { Issue } from './shapes.ts';

/** Where an issue is called, in the words of GitHub's routes. */
export interface IssuePath {
  [name: string]: string | number;
  owner: string;
  repo: string;
  issue_number: number;
}

export const ISSUE = '/repos/{owner}/{repo}/issues/{issue_number}';

/**
 * The ref's `id` is the issue's own id, which no other issue ever gets; its `url` says where to call. A transferred issue
 * gets a new id, number and url: GitHub redirects from the old place, and `read` answers with the new ref.
 */
export function refOf(tracker: string, target: string, issue: Pick<Issue, 'id' | 'number' | 'html_url'>): TicketRef {
  const [owner, repo] = segmentsOf(issue.html_url);
  const home = `${owner}/${repo}`.toLowerCase() === target.toLowerCase();
  const number = home ? `#${issue.number}` : `${owner}/${repo}#${issue.number}`;
  return { tracker, id: issue.id, number, url: issue.html_url };
}

/** Whether another repository took over the name, so that what stands at the old address is not the asked ticket. */
export function isOther(asked: TicketRef, found: TicketRef): boolean {
  return found.id !== asked.id && found.url === asked.url;
}

/** @returns the route parameters of the issue that a ref's url names. */
export function pathOf(ref: TicketRef): IssuePath {
  const [owner = '', repo = '', , number = ''] = segmentsOf(ref.url);
  return { owner, repo, issue_number: Number(number) };
}

/** @returns the route parameters of `owner/name`. */
export function repositoryOf(target: string): { owner: string; repo: string } {
  const [owner = '', repo = ''] = target.split('/');
  return { owner, repo };
}

function segmentsOf(url: string): string[] {
  return new URL(url).pathname.split('/').slice(-4);
}
