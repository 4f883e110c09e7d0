import type { Person } from '../../store/model.ts';
import type { Call, Route } from '../call.ts';
import { record } from '../issues/change.ts';
import { applyValues } from '../issues/values.ts';
import { issueOf, visibleIssue } from '../locate.ts';
import { pageOf } from '../paging.ts';
import { bad, forbidden, notFound, Refusal } from '../refusal.ts';
import { userShape } from '../shapes/base.ts';
import { findAccount, findProject, isAssignableIn } from '../site.ts';
import { assignee } from '../values-in.ts';
import { Wrong } from '../wrong.ts';

export const userRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/myself',
    scope: 'read:jira-user',
    handle: ({ urls, person }) => ({ status: 200, body: userShape(urls, person) }),
  },
  {
    method: 'GET',
    path: '/user',
    scope: 'read:jira-user',
    handle(call) {
      const id = call.query.get('accountId');
      if (id === null) throw bad("The query parameter 'accountId' is required.");
      const person = findAccount(call.site, id);
      if (!person) throw notFound('Specified user does not exist or you do not have required permissions');
      return { status: 200, body: userShape(call.urls, person) };
    },
  },
  {
    method: 'GET',
    path: '/user/search',
    scope: 'read:jira-user',
    handle(call) {
      if (call.query.get('query') === null && call.query.get('accountId') === null)
        throw bad("One of the query parameters 'query' and 'accountId' is required.");
      return found(call, () => true);
    },
  },
  {
    method: 'GET',
    path: '/user/assignable/search',
    scope: 'read:jira-user',
    handle(call) {
      const project = targetOf(call);
      return found(call, (person) => isAssignableIn(project, person));
    },
  },
  {
    method: 'PUT',
    path: '/issue/:issue/assignee',
    writes: 'assignee',
    handle(call) {
      const issue = issueOf(call);
      if (!call.may('ASSIGN_ISSUES', issue.project)) throw forbidden('You do not have permission to assign issues.');
      try {
        const values = { assignee: assignee(call, call.body, issue.project) };
        record(call.site, issue, call.person, applyValues(issue, values), { name: 'issue_assigned' });
      } catch (error) {
        throw error instanceof Wrong ? new Refusal(400, [], { assignee: error.message }) : error;
      }
      return { status: 204, issue };
    },
  },
];

/** Active people whose name or mail begins with what is asked for, and whom the caller's question admits. */
function found(call: Call, admits: (person: Person) => boolean) {
  const query = call.query.get('query')?.toLowerCase() ?? '';
  const accountId = call.query.get('accountId');
  const fits = (person: Person) => {
    const words = [person.name ?? person.login, ...(person.name ?? '').split(' '), person.mail ?? ''];
    return words.some((word) => word.toLowerCase().startsWith(query)) && admits(person);
  };
  const people = call.site.store.people.filter(
    (person) => !person.isInactive && (accountId === null || person.accountId === accountId) && fits(person),
  );
  return { status: 200, body: pageOf(call, people, 50).values.map((person) => userShape(call.urls, person)) };
}

function targetOf(call: Call) {
  const issue = visibleIssue(call, call.query.get('issueKey') ?? call.query.get('issueId') ?? '');
  const project = issue?.project ?? findProject(call.site, call.query.get('project') ?? '');
  if (project && call.may('BROWSE_PROJECTS', project)) return project;
  if (call.query.get('project') === null && call.query.get('issueKey') === null && call.query.get('issueId') === null)
    throw bad("One of the query parameters 'project', 'issueKey' and 'issueId' is required.");
  throw notFound('No project could be found.');
}
