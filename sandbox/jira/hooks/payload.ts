import { plainText } from '../adf/document.ts';
import type { Comment, Event, Issue } from '../model.ts';
import { apiAt, instant, priorityShape, projectShape, statusShape, typeShape, userShape } from '../shapes/base.ts';
import { commentShape } from '../shapes/comment.ts';
import { keyOf } from '../site.ts';
import type { Urls } from '../urls.ts';
import type { HookEvent } from './hook.ts';

interface Message {
  readonly name: HookEvent;
  readonly payload: object;
}

const issueEvents = {
  created: { name: 'jira:issue_created', type: 'issue_created' },
  updated: { name: 'jira:issue_updated', type: 'issue_updated' },
  deleted: { name: 'jira:issue_deleted', type: 'issue_deleted' },
  commented: { name: 'jira:issue_updated', type: 'issue_commented' },
  'comment-edited': { name: 'jira:issue_updated', type: 'issue_comment_edited' },
  'comment-deleted': { name: 'jira:issue_updated', type: 'issue_comment_deleted' },
} as const;

const commentEvents = {
  commented: 'comment_created',
  'comment-edited': 'comment_updated',
  'comment-deleted': 'comment_deleted',
} as const;

/** What Jira sends of an event. Rich text comes as plain strings; who reads it fetches it again. */
export function messagesOf(urls: Urls, event: Event): Message[] {
  const { issue, actor, at, what } = event;
  const { name, type } = issueEvents[what.kind];
  const changelog =
    what.kind === 'updated' && what.history
      ? { changelog: { id: String(what.history.id), items: what.history.items } }
      : {};
  const comment = 'comment' in what ? { comment: textComment(urls, what.comment) } : {};
  const onIssue = {
    timestamp: at,
    webhookEvent: name,
    issue_event_type_name: what.kind === 'updated' ? what.name : type,
    user: userShape(urls, actor),
    issue: { ...named(urls, issue), fields: fields(urls, issue) },
    ...changelog,
    ...comment,
  };
  if (!('comment' in what)) return [{ name, payload: onIssue }];
  const commentName = commentEvents[what.kind];
  const short = { ...named(urls, issue), fields: shortFields(urls, issue) };
  return [
    { name: commentName, payload: { timestamp: at, webhookEvent: commentName, ...comment, issue: short } },
    { name, payload: onIssue },
  ];
}

function named(urls: Urls, issue: Issue) {
  return { id: String(issue.id), self: `${apiAt(urls).replace(/3$/, '2')}/issue/${issue.id}`, key: keyOf(issue) };
}

function textComment(urls: Urls, comment: Comment) {
  return { ...commentShape(urls, comment, false), body: plainText({ ...comment.body }) };
}

function shortFields(urls: Urls, issue: Issue) {
  return {
    summary: issue.summary,
    issuetype: typeShape(urls, issue.type),
    project: projectShape(urls, issue.project),
    assignee: issue.assignee && userShape(urls, issue.assignee),
    priority: priorityShape(urls, issue.priority),
    status: statusShape(urls, issue.status),
  };
}

function fields(urls: Urls, issue: Issue) {
  return {
    ...shortFields(urls, issue),
    description: issue.description && plainText({ ...issue.description }),
    labels: issue.labels,
    creator: userShape(urls, issue.creator),
    reporter: userShape(urls, issue.creator),
    created: instant(issue.createdAt),
    updated: instant(issue.updatedAt),
    duedate: issue.dueDate,
  };
}
