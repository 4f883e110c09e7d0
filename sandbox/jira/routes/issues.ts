import type { Call, Route } from '../call.ts';
import { record } from '../issues/change.ts';
import { createIssue, deleteIssue, partsOf } from '../issues/create.ts';
import { applyValues } from '../issues/values.ts';
import { isRecord } from '../json.ts';
import { demand, issueOf, listIn, visibleIssue } from '../locate.ts';
import type { Issue, IssueType, Project } from '../model.ts';
import { propertiesIn } from '../properties.ts';
import { bad, Refusal, wrong } from '../refusal.ts';
import { apiAt } from '../shapes/base.ts';
import { issueShape } from '../shapes/selection.ts';
import { findProject, keyOf } from '../site.ts';
import { valuesIn } from '../values-in.ts';

const one = '/issue/:issue';

export const issueRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/issue',
    writes: 'create',
    handle(call) {
      if (call.body.transition !== undefined) throw bad('Create the issue first, then move it.');
      const fields = fieldsIn(call);
      const { project, type } = targetIn(call, fields);
      const { project: _project, issuetype: _type, ...rest } = fields;
      const values = valuesIn(call, rest, project.kind.fields, { project, type });
      demandRequired(project, type, rest);
      const properties = propertiesIn(call.body.properties);
      const issue = createIssue(call.site, call.person, { project, type, values, properties });
      const body = { id: String(issue.id), key: keyOf(issue), self: `${apiAt(call.urls)}/issue/${issue.id}` };
      return { status: 201, body, issue };
    },
  },
  {
    method: 'GET',
    path: one,
    handle: (call) => ({ status: 200, body: whole(call, issueOf(call)) }),
  },
  {
    method: 'PUT',
    path: one,
    writes: 'edit',
    handle(call) {
      const issue = issueOf(call);
      demand(call, 'EDIT_ISSUES', issue.project);
      if (call.fault('write-conflict', issue.project))
        throw new Refusal(409, ['The issue was changed by another request. Read it again.']);
      const values = valuesIn(call, fieldsIn(call), issue.project.kind.fields, issue);
      const properties = propertiesIn(call.body.properties);
      const quietly = call.query.get('notifyUsers') === 'false' && call.may('ADMINISTER_PROJECTS', issue.project);
      for (const [key, value] of properties) issue.properties.set(key, value);
      record(call.site, issue, call.person, applyValues(issue, values), { name: 'issue_updated', quietly });
      if (call.query.get('returnIssue') === 'true') return { status: 200, body: whole(call, issue), issue };
      return { status: 204, issue };
    },
  },
  {
    method: 'DELETE',
    path: one,
    writes: 'delete',
    handle(call) {
      const issue = issueOf(call);
      demand(call, 'DELETE_ISSUES', issue.project);
      if (partsOf(call.site, issue).length > 0 && call.query.get('deleteSubtasks') !== 'true')
        throw bad(`The issue '${keyOf(issue)}' has subtasks. You must specify the 'deleteSubtasks' parameter.`);
      deleteIssue(call.site, call.person, issue);
      return { status: 204, issue };
    },
  },
  {
    method: 'POST',
    path: '/issue/bulkfetch',
    handle(call) {
      const { issueIdsOrKeys, fields = ['*navigable'], properties = [], expand = [] } = call.body;
      if (!isNames(issueIdsOrKeys) || !isNames(fields) || !isNames(properties) || !isNames(expand))
        throw bad('issueIdsOrKeys, fields, properties and expand must be arrays of strings.');
      if (issueIdsOrKeys.length > 100) throw bad('You can request up to 100 issues.');
      const found = issueIdsOrKeys.map((each) => visibleIssue(call, each)).filter((each) => each !== undefined);
      const issues = [...new Set(found)].sort((a, b) => a.id - b.id);
      const selection = { fields, properties, expand };
      return {
        status: 200,
        body: { issues: issues.map((issue) => issueShape(call, issue, selection, 'found')), issueErrors: [] },
      };
    },
  },
];

function whole(call: Call, issue: Issue) {
  const [fields = ['*all'], properties = [], expand = []] = ['fields', 'properties', 'expand'].map((name) =>
    listIn(call, name),
  );
  return issueShape(call, issue, { fields, properties, expand }, 'alone');
}

function fieldsIn(call: Call): Readonly<Record<string, unknown>> {
  const { fields = {}, update = {} } = call.body;
  if (!isRecord(fields)) throw bad('The field fields must be an object.');
  if (!isRecord(update) || Object.keys(update).length > 0) throw bad('Send every change within fields.');
  return fields;
}

/** Project and type that a draft names. 400 for what is not there, or not to be seen. */
function targetIn(call: Call, fields: Readonly<Record<string, unknown>>): { project: Project; type: IssueType } {
  const project = findProject(call.site, idIn(fields.project, 'key'));
  if (!project || !call.may('BROWSE_PROJECTS', project)) throw wrong('project', 'Specify a valid project ID or key');
  if (!call.may('CREATE_ISSUES', project))
    throw wrong('project', 'You do not have permission to create issues in this project.');
  const type = project.kind.types.find((each) => each.id === idIn(fields.issuetype, 'id'));
  if (!type) throw wrong('issuetype', 'Specify a valid issue type');
  return { project, type };
}

function idIn(value: unknown, other: 'id' | 'key'): string {
  const given = isRecord(value) ? (value.id ?? value[other]) : undefined;
  return typeof given === 'string' ? given : '';
}

function demandRequired(project: Project, type: IssueType, given: Readonly<Record<string, unknown>>): void {
  const missing = project.kind.fields.filter(
    ({ id, isRequired }) => isRequired && id !== 'project' && id !== 'issuetype' && given[id] === undefined,
  );
  const errors = Object.fromEntries(missing.map(({ id, name }) => [id, requirement(id, name)]));
  if (type.isSubtask && given.parent === undefined)
    errors.parent = 'Issue type is a sub-task but parent issue key or id not specified.';
  if (Object.keys(errors).length > 0) throw new Refusal(400, [], errors);
}

function requirement(id: string, name: string): string {
  return id === 'summary' ? 'You must specify a summary of the issue.' : `${name} is required.`;
}

function isNames(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'string');
}
