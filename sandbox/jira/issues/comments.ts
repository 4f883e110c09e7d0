import type { Person } from '../../store/model.ts';
import type { Comment, Doc, Issue } from '../model.ts';
import type { Site } from '../site.ts';
import { announce } from './change.ts';

/** Adds a comment; who writes one watches the issue from then on. */
export function addComment(
  site: Site,
  actor: Person,
  issue: Issue,
  body: Doc,
  properties: ReadonlyMap<string, unknown> = new Map(),
): Comment {
  const at = site.store.now();
  const comment: Comment = {
    id: site.store.nextId(),
    issue,
    author: actor,
    editor: actor,
    createdAt: at,
    updatedAt: at,
    body,
    properties: new Map(properties),
  };
  site.comments.set(comment.id, comment);
  issue.comments.push(comment);
  issue.watchers.add(actor);
  announce(site, issue, actor, { kind: 'commented', comment });
  return comment;
}

/** Changes a comment's text; its author stays. */
export function editComment(site: Site, actor: Person, comment: Comment, body: Doc, quietly = false): void {
  comment.body = body;
  comment.editor = actor;
  comment.updatedAt = site.store.now();
  announce(site, comment.issue, actor, { kind: 'comment-edited', comment }, quietly);
}

/** Takes a comment away for good. */
export function deleteComment(site: Site, actor: Person, comment: Comment): void {
  const { comments } = comment.issue;
  comments.splice(comments.indexOf(comment), 1);
  site.comments.delete(comment.id);
  announce(site, comment.issue, actor, { kind: 'comment-deleted', comment });
}
