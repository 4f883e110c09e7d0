import type { Repository, Ticket } from '../../store/model.ts';
import type { Call, Route } from '../call.ts';
import { isLagging } from '../lag.ts';
import { trackerOf } from '../locate.ts';
import { page } from '../paging.ts';
import { invalid } from '../refusal.ts';
import { issueShape } from '../shapes/issue.ts';
import { notBefore, sinceOf } from '../since.ts';

export const issueListRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/repos/:owner/:repo/issues',
    handle(call) {
      const repository = trackerOf(call);
      return page(call, listed(call, repository), (ticket) => issueShape(call.urls, ticket));
    },
  },
];

function listed(call: Call, repository: Repository): Ticket[] {
  const state = oneOf(call, 'state', ['open', 'closed', 'all']);
  const lagging = isLagging(call, repository);
  const filters = [byLabels(call), byPeople(call), byMilestone(call)];
  const since = sinceOf(call);
  return [...repository.tickets.values()]
    .filter((ticket) => !ticket.gone && (state === 'all' || ticket.state === state))
    .filter((ticket) => notBefore(ticket.updatedAt, since) && !lagging(ticket.updatedAt))
    .filter((ticket) => filters.every((fits) => fits(ticket)))
    .sort(order(call));
}

function oneOf<T extends string>(call: Call, name: string, allowed: readonly [T, ...T[]]): T {
  const given = call.query.get(name);
  if (given === null || given === '') return allowed[0];
  const found = allowed.find((each) => each === given);
  if (!found) throw invalid('Issue', name, 'invalid', `${name} is "${given}", allowed are ${allowed.join(', ')}`);
  return found;
}

function order(call: Call): (one: Ticket, other: Ticket) => number {
  const sort = oneOf(call, 'sort', ['created', 'updated', 'comments']);
  const sign = oneOf(call, 'direction', ['desc', 'asc']) === 'asc' ? 1 : -1;
  const value = (ticket: Ticket) => {
    if (sort === 'comments') return ticket.comments.length;
    return sort === 'updated' ? ticket.updatedAt : ticket.createdAt;
  };
  return (one, other) => sign * (value(one) - value(other) || one.number - other.number);
}

function byLabels(call: Call): (ticket: Ticket) => boolean {
  const wanted = (call.query.get('labels') ?? '').toLowerCase().split(',').filter(Boolean);
  return (ticket) => wanted.every((name) => ticket.labels.some((label) => label.name.toLowerCase() === name));
}

function byPeople(call: Call): (ticket: Ticket) => boolean {
  const [creator, assignee] = [call.query.get('creator'), call.query.get('assignee')];
  return ({ author, assignees }) => {
    if (creator !== null && author.login.toLowerCase() !== creator.toLowerCase()) return false;
    if (assignee === null) return true;
    if (assignee === 'none') return assignees.length === 0;
    if (assignee === '*') return assignees.length > 0;
    return assignees.some((person) => person.login.toLowerCase() === assignee.toLowerCase());
  };
}

function byMilestone(call: Call): (ticket: Ticket) => boolean {
  const wanted = call.query.get('milestone');
  return ({ milestone }) => {
    if (wanted === null) return true;
    if (wanted === 'none') return milestone === null;
    return wanted === '*' ? milestone !== null : milestone?.number === Number(wanted);
  };
}
