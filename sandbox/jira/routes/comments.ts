import type { Call, Route } from '../call.ts';
import { addComment, deleteComment, editComment } from '../issues/comments.ts';
import { commentOf, demand, issueOf, listIn, wholeIn } from '../locate.ts';
import type { Comment, Doc } from '../model.ts';
import type { Permission } from '../permissions.ts';
import { propertiesIn } from '../properties.ts';
import { bad, wrong } from '../refusal.ts';
import { commentShape } from '../shapes/comment.ts';
import { description } from '../values-in.ts';
import { Wrong } from '../wrong.ts';

const many = '/issue/:issue/comment';
const one = `${many}/:comment`;
/** Whoever restricts a comment must not find it shown to all: what is not served here is refused. */
const known = ['body', 'properties'];

export const commentRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: many,
    handle(call) {
      const issue = issueOf(call);
      const startAt = wholeIn(call, 'startAt', 0);
      const maxResults = Math.min(wholeIn(call, 'maxResults', 100), 100, call.world.maxPageSize);
      const newestFirst = order(call) === '-created';
      const list = newestFirst ? [...issue.comments].reverse() : issue.comments;
      const comments = list.slice(startAt, startAt + maxResults).map((comment) => shape(call, comment));
      return { status: 200, body: { startAt, maxResults, total: list.length, comments } };
    },
  },
  {
    method: 'POST',
    path: many,
    writes: 'comment',
    handle(call) {
      const issue = issueOf(call);
      demand(call, 'ADD_COMMENTS', issue.project);
      const comment = addComment(call.site, call.person, issue, bodyIn(call), propertiesIn(call.body.properties));
      return { status: 201, body: shape(call, comment), issue };
    },
  },
  { method: 'GET', path: one, handle: (call) => ({ status: 200, body: shape(call, commentOf(call)) }) },
  {
    method: 'PUT',
    path: one,
    writes: 'comment',
    handle(call) {
      const comment = changeable(call, 'EDIT_OWN_COMMENTS', 'EDIT_ALL_COMMENTS');
      const { issue } = comment;
      const quietly = call.query.get('notifyUsers') === 'false' && call.may('ADMINISTER_PROJECTS', issue.project);
      for (const [key, value] of propertiesIn(call.body.properties)) comment.properties.set(key, value);
      editComment(call.site, call.person, comment, bodyIn(call), quietly);
      return { status: 200, body: shape(call, comment), issue };
    },
  },
  {
    method: 'DELETE',
    path: one,
    writes: 'comment',
    handle(call) {
      const comment = changeable(call, 'DELETE_OWN_COMMENTS', 'DELETE_ALL_COMMENTS');
      deleteComment(call.site, call.person, comment);
      return { status: 204, issue: comment.issue };
    },
  },
];

function shape(call: Call, comment: Comment) {
  return commentShape(call.urls, comment, listIn(call, 'expand')?.includes('properties') ?? false);
}

function order(call: Call): string {
  const given = call.query.get('orderBy')?.trim() ?? 'created';
  if (['created', '+created', '-created'].includes(given)) return given;
  throw bad(`orderBy: found '${given}', allowed are created, +created and -created.`);
}

/** 400 for anything but a document; text is for an older version of the API. */
function bodyIn(call: Call): Doc {
  const unknown = Object.keys(call.body).find((key) => !known.includes(key));
  if (unknown !== undefined) throw bad(`Unrecognized field "${unknown}"`);
  if (call.body.body === undefined) throw wrong('comment', 'Comment body can not be empty!');
  try {
    return description(call.body.body);
  } catch (error) {
    throw error instanceof Wrong ? wrong('comment', error.message) : error;
  }
}

function changeable(call: Call, own: Permission, all: Permission): Comment {
  const comment = commentOf(call);
  const { project } = comment.issue;
  if (comment.author === call.person && call.may(own, project)) return comment;
  if (call.may(all, project)) return comment;
  throw bad(`You do not have the permission to edit the comment with id: ${comment.id}`);
}
