import type { Comment } from '../model.ts';
import type { Urls } from '../urls.ts';
import { apiAt, instant, userShape } from './base.ts';

/** A comment; its properties only where they were asked for. */
export function commentShape(urls: Urls, comment: Comment, withProperties: boolean) {
  return {
    self: `${apiAt(urls)}/issue/${comment.issue.id}/comment/${comment.id}`,
    id: String(comment.id),
    author: userShape(urls, comment.author),
    body: comment.body,
    updateAuthor: userShape(urls, comment.editor),
    created: instant(comment.createdAt),
    updated: instant(comment.updatedAt),
    jsdPublic: true,
    ...(withProperties ? { properties: [...comment.properties].map(([key, value]) => ({ key, value })) } : {}),
  };
}
