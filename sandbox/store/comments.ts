import { announce } from './changes.ts';
import type { Comment, Person, Reaction, Ticket } from './model.ts';
import type { Store } from './store.ts';

/** Adds a comment with exactly that text. */
export function addComment(store: Store, actor: Person, ticket: Ticket, body: string): Comment {
  const at = store.now();
  const comment = { id: store.nextId(), ticket, author: actor, createdAt: at, updatedAt: at, body, reactions: [] };
  store.comments.set(comment.id, comment);
  ticket.comments.push(comment);
  announce(store, ticket, actor, { kind: 'commented', comment });
  return comment;
}

/** Changes a comment's text; its author stays. The same text changes nothing. */
export function editComment(store: Store, actor: Person, comment: Comment, body: string): void {
  if (comment.body === body) return;
  const from = comment.body;
  comment.body = body;
  comment.updatedAt = store.now();
  announce(store, comment.ticket, actor, { kind: 'comment-edited', comment, from });
}

/** Takes a comment away for good. */
export function deleteComment(store: Store, actor: Person, comment: Comment): void {
  const { comments } = comment.ticket;
  comments.splice(comments.indexOf(comment), 1);
  store.comments.delete(comment.id);
  announce(store, comment.ticket, actor, { kind: 'comment-deleted', comment });
}

/** Adds a reaction, or finds the one which the person already gave; a ticket's `updatedAt` does not move. */
export function react(
  store: Store,
  person: Person,
  subject: { readonly reactions: Reaction[] },
  content: string,
): { readonly reaction: Reaction; readonly isNew: boolean } {
  const given = subject.reactions.find((reaction) => reaction.person === person && reaction.content === content);
  if (given) return { reaction: given, isNew: false };
  const reaction = { id: store.nextId(), person, content, at: store.now() };
  subject.reactions.push(reaction);
  return { reaction, isNew: true };
}
