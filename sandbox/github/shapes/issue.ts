import type { Comment, Reaction, Ticket } from '../../store/model.ts';
import { association, simpleUser } from './people.ts';
import { labelShape, milestoneShape } from './repository.ts';
import { commentPage, commentUrl, instant, nodeId, repositoryUrl, ticketPage, ticketUrl, type Urls } from './urls.ts';

export const reactionContents = ['+1', '-1', 'laugh', 'hooray', 'confused', 'heart', 'rocket', 'eyes'] as const;

/** A ticket as GitHub's issue. */
export function issueShape(urls: Urls, ticket: Ticket) {
  const { repository } = ticket;
  const url = ticketUrl(urls, ticket);
  const assignees = ticket.assignees.map((person) => simpleUser(urls, person));
  return {
    url,
    repository_url: repositoryUrl(urls, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: ticketPage(urls, ticket),
    id: ticket.id,
    node_id: nodeId(ticket.isPullRequest ? 'PR' : 'I', ticket.id),
    number: ticket.number,
    title: ticket.title,
    user: simpleUser(urls, ticket.author),
    labels: ticket.labels.map((label) => labelShape(urls, repository, label)),
    state: ticket.state,
    locked: false,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: ticket.milestone ? milestoneShape(urls, repository, ticket.milestone) : null,
    comments: ticket.comments.length,
    created_at: instant(ticket.createdAt),
    updated_at: instant(ticket.updatedAt),
    closed_at: ticket.closedAt === null ? null : instant(ticket.closedAt),
    closed_by: ticket.closedBy ? simpleUser(urls, ticket.closedBy) : null,
    author_association: association(repository, ticket.author),
    active_lock_reason: null,
    body: ticket.body,
    reactions: reactionSummary(`${url}/reactions`, ticket.reactions),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
    state_reason: ticket.reason,
    ...(ticket.parent ? { parent_issue_url: ticketUrl(urls, ticket.parent) } : {}),
    ...(ticket.isPullRequest ? { draft: false, pull_request: pullRequest(urls, ticket) } : {}),
  };
}

function pullRequest(urls: Urls, ticket: Ticket) {
  const url = `${repositoryUrl(urls, ticket.repository)}/pulls/${ticket.number}`;
  const page = ticketPage(urls, ticket);
  return { url, html_url: page, diff_url: `${page}.diff`, patch_url: `${page}.patch`, merged_at: null };
}

/** A comment as GitHub's issue comment. */
export function commentShape(urls: Urls, comment: Comment) {
  const url = commentUrl(urls, comment);
  return {
    url,
    html_url: commentPage(urls, comment),
    issue_url: ticketUrl(urls, comment.ticket),
    id: comment.id,
    node_id: nodeId('IC', comment.id),
    user: simpleUser(urls, comment.author),
    created_at: instant(comment.createdAt),
    updated_at: instant(comment.updatedAt),
    author_association: association(comment.ticket.repository, comment.author),
    body: comment.body,
    reactions: reactionSummary(`${url}/reactions`, comment.reactions),
    performed_via_github_app: null,
  };
}

function reactionSummary(url: string, reactions: readonly Reaction[]) {
  const count = (content: string) => reactions.filter((reaction) => reaction.content === content).length;
  return {
    url,
    total_count: reactions.length,
    ...Object.fromEntries(reactionContents.map((content) => [content, count(content)])),
  };
}

/** One reaction. */
export function reactionShape(urls: Urls, reaction: Reaction) {
  return {
    id: reaction.id,
    node_id: nodeId('REA', reaction.id),
    user: simpleUser(urls, reaction.person),
    content: reaction.content,
    created_at: instant(reaction.at),
  };
}
