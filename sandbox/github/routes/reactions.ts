import { react } from '../../store/comments.ts';
import type { Reaction, Ticket } from '../../store/model.ts';
import type { Call, Route } from '../call.ts';
import { commentOf, demand, ticketOf } from '../locate.ts';
import { page } from '../paging.ts';
import { invalid, notFound } from '../refusal.ts';
import { reactionContents, reactionShape } from '../shapes/issue.ts';

interface Subject {
  readonly reactions: Reaction[];
  readonly ticket: Ticket;
}

const ofIssue = (call: Call): Subject => {
  const ticket = ticketOf(call);
  return { reactions: ticket.reactions, ticket };
};

export const reactionRoutes: readonly Route[] = [
  ...routesOf('/repos/:owner/:repo/issues/:number/reactions', ofIssue),
  ...routesOf('/repos/:owner/:repo/issues/comments/:id/reactions', commentOf),
];

function routesOf(path: string, subjectOf: (call: Call) => Subject): Route[] {
  return [
    { method: 'GET', path, handle: (call) => list(call, subjectOf(call)) },
    { method: 'POST', path, writes: 'reaction', handle: (call) => add(call, subjectOf(call)) },
    {
      method: 'DELETE',
      path: `${path}/:reaction`,
      writes: 'reaction',
      handle: (call) => remove(call, subjectOf(call)),
    },
  ];
}

function list(call: Call, { reactions }: Subject) {
  const content = call.query.get('content');
  const wanted = reactions.filter((reaction) => content === null || reaction.content === content);
  return page(call, wanted, (reaction) => reactionShape(call.urls, reaction));
}

function add(call: Call, subject: Subject) {
  const content = reactionContents.find((each) => each === call.body.content);
  if (!content) throw invalid('Reaction', 'content', 'invalid', `allowed are ${reactionContents.join(', ')}`);
  const { reaction, isNew } = react(call.store, call.person, subject, content);
  const body = reactionShape(call.urls, reaction);
  return { status: isNew ? 201 : 200, body, number: subject.ticket.number, ...(isNew ? {} : { wrote: null }) };
}

function remove(call: Call, { reactions, ticket }: Subject) {
  const index = reactions.findIndex((reaction) => reaction.id === Number(call.params.reaction));
  const found = reactions[index];
  if (!found) throw notFound();
  if (found.person !== call.person) demand(call, ticket.repository, 'admin');
  reactions.splice(index, 1);
  return { status: 204, number: ticket.number };
}
