import { addComment, deleteComment, editComment } from '../../store/comments.ts';
import type { Comment } from '../../store/model.ts';
import { allows } from '../../store/people.ts';
import type { Call, Route } from '../call.ts';
import { commentBody } from '../input.ts';
import { isLagging } from '../lag.ts';
import { commentOf, ticketOf, trackerOf } from '../locate.ts';
import { page } from '../paging.ts';
import { forbidden } from '../refusal.ts';
import { commentShape } from '../shapes/issue.ts';
import { notBefore, sinceOf } from '../since.ts';

const one = '/repos/:owner/:repo/issues/comments/:id';

export const commentRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/issues/:number/comments',
    handle(call) {
      const ticket = ticketOf(call);
      const since = sinceOf(call);
      const lagging = isLagging(call, ticket.repository);
      const list = ticket.comments.filter(({ updatedAt }) => notBefore(updatedAt, since) && !lagging(updatedAt));
      return page(call, list, (comment) => commentShape(call.urls, comment));
    },
  },
  {
    method: 'POST',
    path: '/repos/:owner/:repo/issues/:number/comments',
    writes: 'comment',
    handle(call) {
      const ticket = ticketOf(call);
      const body = commentShape(call.urls, addComment(call.store, call.person, ticket, commentBody(call)));
      return { status: 201, body, headers: { location: body.url }, number: ticket.number };
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/issues/comments',
    handle: (call) => page(call, listed(call), (comment) => commentShape(call.urls, comment)),
  },
  { method: 'GET', path: one, handle: (call) => ({ status: 200, body: commentShape(call.urls, commentOf(call)) }) },
  {
    method: 'PATCH',
    path: one,
    writes: 'comment',
    handle(call) {
      const comment = ownComment(call);
      editComment(call.store, call.person, comment, commentBody(call));
      return { status: 200, body: commentShape(call.urls, comment), number: comment.ticket.number };
    },
  },
  {
    method: 'DELETE',
    path: one,
    writes: 'comment',
    handle(call) {
      const comment = ownComment(call);
      deleteComment(call.store, call.person, comment);
      return { status: 204, number: comment.ticket.number };
    },
  },
];

function ownComment(call: Call): Comment {
  const comment = commentOf(call);
  if (comment.author !== call.person && !allows(call.access(comment.ticket.repository), 'push')) throw forbidden();
  return comment;
}

function listed(call: Call): Comment[] {
  const repository = trackerOf(call);
  const since = sinceOf(call);
  const lagging = isLagging(call, repository);
  const sort = call.query.get('sort');
  const sign = sort !== null && call.query.get('direction') === 'desc' ? -1 : 1;
  const value = (comment: Comment) => (sort === 'updated' ? comment.updatedAt : comment.createdAt);
  return [...repository.tickets.values()]
    .filter((ticket) => !ticket.gone)
    .flatMap((ticket) => ticket.comments)
    .filter(({ updatedAt }) => notBefore(updatedAt, since) && !lagging(updatedAt))
    .sort((a, b) => sign * (sort === null ? a.id - b.id : value(a) - value(b) || a.id - b.id));
}
