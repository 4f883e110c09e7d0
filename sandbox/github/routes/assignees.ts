import type { Person, Ticket } from '../../store/model.ts';
import { isAssignable } from '../../store/people.ts';
import { setAssignees } from '../../store/tickets.ts';
import { assignable, maySetAssignees } from '../belongings.ts';
import type { Call, Route } from '../call.ts';
import { optionalNames } from '../input.ts';
import { personOf, repositoryOf, ticketOf } from '../locate.ts';
import { page } from '../paging.ts';
import { notFound } from '../refusal.ts';
import { issueShape } from '../shapes/issue.ts';
import { simpleUser } from '../shapes/people.ts';

const ofIssue = '/repos/:owner/:repo/issues/:number/assignees';

export const assigneeRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/assignees',
    handle(call) {
      const repository = repositoryOf(call);
      const people = call.store.people.filter((person) => isAssignable(repository, person));
      return page(call, people, (person) => simpleUser(call.urls, person));
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/assignees/:login',
    handle(call) {
      if (!isAssignable(repositoryOf(call), personOf(call))) throw notFound();
      return { status: 204 };
    },
  },
  {
    method: 'POST',
    path: ofIssue,
    writes: 'assignee',
    handle: (call) => ({ ...change(call, (ticket, given) => [...ticket.assignees, ...given]), status: 201 }),
  },
  {
    method: 'DELETE',
    path: ofIssue,
    writes: 'assignee',
    handle: (call) => ({
      ...change(call, (ticket, given) => ticket.assignees.filter((person) => !given.includes(person))),
      status: 200,
    }),
  },
];

function change(call: Call, next: (ticket: Ticket, given: Person[]) => Person[]) {
  const ticket = ticketOf(call);
  const logins = optionalNames('Issue', 'assignees', call.body.assignees) ?? [];
  if (maySetAssignees(call, ticket.repository)) {
    const given = assignable(call, ticket.repository, logins);
    setAssignees(call.store, call.person, ticket, next(ticket, given));
  }
  return { body: issueShape(call.urls, ticket), number: ticket.number };
}
