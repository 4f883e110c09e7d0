import { setLabels, setMilestone } from '../../store/labels.ts';
import { allows } from '../../store/people.ts';
import { createTicket, editTicket, setAssignees } from '../../store/tickets.ts';
import { assigneesIn, labelsIn, milestoneIn } from '../belongings.ts';
import type { Route } from '../call.ts';
import { optionalBody, optionalTitle } from '../input.ts';
import { ticketOf, trackerOf } from '../locate.ts';
import { forbidden, invalid } from '../refusal.ts';
import { issueShape } from '../shapes/issue.ts';
import { changeState, stateIn } from '../state.ts';

export const issueRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/repos/:owner/:repo/issues',
    writes: 'create',
    handle(call) {
      const repository = trackerOf(call);
      const title = optionalTitle(call);
      if (title === undefined) throw invalid('Issue', 'title', 'missing_field');
      const ticket = createTicket(call.store, call.person, repository, {
        title,
        body: optionalBody(call) ?? null,
        labels: labelsIn(call, repository) ?? [],
        assignees: assigneesIn(call, repository) ?? [],
        milestone: milestoneIn(call, repository) ?? null,
      });
      const body = issueShape(call.urls, ticket);
      return { status: 201, body, headers: { location: body.url }, number: ticket.number };
    },
  },
  {
    method: 'GET',
    path: '/repos/:owner/:repo/issues/:number',
    handle: (call) => ({ status: 200, body: issueShape(call.urls, ticketOf(call)) }),
  },
  {
    method: 'PATCH',
    path: '/repos/:owner/:repo/issues/:number',
    writes: 'edit',
    handle(call) {
      const ticket = ticketOf(call);
      const { store, person } = call;
      const { repository } = ticket;
      const access = call.access(repository);
      const isAuthor = ticket.author === person;
      if (!isAuthor && !allows(access, 'triage')) throw forbidden();
      const [title, body, state] = [optionalTitle(call), optionalBody(call), stateIn(call)];
      if (!isAuthor && !allows(access, 'push') && (title ?? body) !== undefined) throw forbidden();
      const labels = labelsIn(call, repository);
      const assignees = assigneesIn(call, repository);
      const milestone = milestoneIn(call, repository);
      editTicket(store, person, ticket, { title, body });
      if (labels) setLabels(store, person, ticket, labels);
      if (assignees) setAssignees(store, person, ticket, assignees);
      if (milestone !== undefined) setMilestone(store, person, ticket, milestone);
      const changed = changeState(call, ticket, state);
      const only = changed && title === undefined && body === undefined && !labels && !assignees;
      return {
        status: 200,
        body: issueShape(call.urls, ticket),
        number: ticket.number,
        ...(only ? { wrote: 'state' as const } : {}),
      };
    },
  },
];
