import type { Ticket } from '../../store/model.ts';
import type { Call, Route } from '../call.ts';
import { demand, ticketOf } from '../locate.ts';
import { page } from '../paging.ts';
import { invalid, notFound } from '../refusal.ts';
import { issueShape } from '../shapes/issue.ts';

const ofIssue = '/repos/:owner/:repo/issues/:number';
const limit = 100;

export const subIssueRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: `${ofIssue}/sub_issues`,
    handle: (call) => page(call, childrenOf(call, ticketOf(call)), (ticket) => issueShape(call.urls, ticket)),
  },
  {
    method: 'GET',
    path: `${ofIssue}/parent`,
    handle(call) {
      const { parent } = ticketOf(call);
      if (!parent) throw notFound();
      return { status: 200, body: issueShape(call.urls, parent) };
    },
  },
  {
    method: 'POST',
    path: `${ofIssue}/sub_issues`,
    writes: 'parent',
    handle(call) {
      const parent = ticketOf(call);
      demand(call, parent.repository, 'triage');
      const child = childIn(call, parent);
      const isMoving = call.body.replace_parent === true;
      if (child.parent && !isMoving)
        throw invalid('Issue', 'sub_issue_id', 'custom', 'Sub issue may only have one parent');
      if (childrenOf(call, parent).length >= limit)
        throw invalid('Issue', 'sub_issue_id', 'custom', `at most ${limit} sub-issues`);
      child.parent = parent;
      return { status: 201, body: issueShape(call.urls, parent), number: parent.number };
    },
  },
  {
    method: 'DELETE',
    path: `${ofIssue}/sub_issue`,
    writes: 'parent',
    handle(call) {
      const parent = ticketOf(call);
      demand(call, parent.repository, 'triage');
      const child = childIn(call, parent);
      if (child.parent !== parent) throw notFound();
      child.parent = null;
      return { status: 200, body: issueShape(call.urls, parent), number: parent.number };
    },
  },
];

function ticketsOfOwner(call: Call, owner: string): Ticket[] {
  return call.store.repositories
    .filter((repository) => repository.owner === owner)
    .flatMap((repository) => [...repository.tickets.values()])
    .filter((ticket) => !ticket.gone);
}

function childrenOf(call: Call, parent: Ticket): Ticket[] {
  return ticketsOfOwner(call, parent.repository.owner).filter((ticket) => ticket.parent === parent);
}

function childIn(call: Call, parent: Ticket): Ticket {
  const id = call.body.sub_issue_id;
  const child = ticketsOfOwner(call, parent.repository.owner).find((ticket) => ticket.id === id && ticket !== parent);
  if (!child)
    throw invalid('Issue', 'sub_issue_id', 'invalid', 'the id of an issue of the same owner is wanted, not its number');
  return child;
}
