import type { Comment, Repository, Ticket } from '../../store/model.ts';
import { fullName } from '../../store/store.ts';

/** Where pages and API stand, without a slash at the end; filled in once the port is known. */
export interface Urls {
  html: string;
  api: string;
}

/** The repository in the API. */
export function repositoryUrl(urls: Urls, repository: Repository): string {
  return `${urls.api}/repos/${fullName(repository)}`;
}

/** The ticket in the API. */
export function ticketUrl(urls: Urls, ticket: Ticket): string {
  return `${repositoryUrl(urls, ticket.repository)}/issues/${ticket.number}`;
}

/** The ticket's page. */
export function ticketPage(urls: Urls, ticket: Ticket): string {
  return `${urls.html}/${fullName(ticket.repository)}/${ticket.isPullRequest ? 'pull' : 'issues'}/${ticket.number}`;
}

/** The comment in the API. */
export function commentUrl(urls: Urls, comment: Comment): string {
  return `${repositoryUrl(urls, comment.ticket.repository)}/issues/comments/${comment.id}`;
}

/** The comment on its ticket's page. */
export function commentPage(urls: Urls, comment: Comment): string {
  return `${ticketPage(urls, comment.ticket)}#issuecomment-${comment.id}`;
}

/** An id as GitHub's GraphQL would print it; unique for each prefix. */
export function nodeId(prefix: string, id: number): string {
  return `${prefix}_${Buffer.from(`sandbox:${id}`).toString('base64url')}`;
}

/** Epoch ms as the API prints it: whole seconds, UTC. */
export function instant(at: number): string {
  return new Date(Math.floor(at / 1000) * 1000).toISOString().replace('.000Z', 'Z');
}
