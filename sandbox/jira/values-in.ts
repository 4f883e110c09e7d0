import { isDocument, plainText } from './adf/document.ts';
import type { Call } from './call.ts';
import { customValue } from './custom-value.ts';
import type { CustomValue, Values } from './issues/values.ts';
import { isRecord } from './json.ts';
import { priorities, resolutions } from './kinds/site-wide.ts';
import type { Doc, Field, IssueType, Named, Project } from './model.ts';
import { Refusal } from './refusal.ts';
import { findAccount, findIssue, isAssignableIn } from './site.ts';
import { day, Wrong } from './wrong.ts';

/** The most characters that a text field takes. */
const textLimit = 32_767;

/** The values of a request's `fields`, of those that a screen shows. 400 naming every field that is wrong. */
export function valuesIn(
  call: Call,
  given: Readonly<Record<string, unknown>>,
  screen: readonly Field[],
  at: { readonly project: Project; readonly type: IssueType },
): Values {
  const errors: Record<string, string> = {};
  const values: Record<string, unknown> = {};
  const custom = new Map<string, CustomValue | null>();
  for (const [id, value] of Object.entries(given)) {
    const field = screen.find((each) => each.id === id);
    if (!field) {
      errors[id] = `Field '${id}' cannot be set. It is not on the appropriate screen, or unknown.`;
      continue;
    }
    try {
      if (isEmpty(value) && field.isRequired) throw new Wrong(`${field.name} is required.`);
      if (id.startsWith('customfield_')) custom.set(id, value === null ? null : customValue(call.site, field, value));
      else values[id] = systemValue(call, field, value, at);
    } catch (error) {
      if (!(error instanceof Wrong)) throw error;
      errors[id] = error.message;
    }
  }
  if (Object.keys(errors).length > 0) throw new Refusal(400, [], errors);
  if (call.fault('labels-dropped', at.project)) delete values.labels;
  if (call.fault('assignees-dropped', at.project)) delete values.assignee;
  return { ...values, ...(custom.size > 0 ? { custom } : {}) };
}

function isEmpty(value: unknown): boolean {
  return value === null || value === '' || (Array.isArray(value) && value.length === 0);
}

function systemValue(call: Call, field: Field, value: unknown, at: { project: Project; type: IssueType }): unknown {
  switch (field.type) {
    case 'summary':
      return summary(value);
    case 'description':
      return value === null ? null : description(value);
    case 'labels':
      return labels(value);
    case 'assignee':
      return assignee(call, value, at.project);
    case 'duedate':
      return value === null ? null : day(value);
    case 'priority':
      return named(value, priorities, 'The priority selected is invalid.');
    case 'resolution':
      return named(value, resolutions, 'The resolution selected is invalid.');
    case 'parent':
      return parent(call, value, at);
    default:
      throw new Wrong(`Field '${field.id}' cannot be changed here.`);
  }
}

function summary(value: unknown): string {
  if (typeof value !== 'string') throw new Wrong('Operation value must be a string');
  if (value.trim() === '') throw new Wrong('You must specify a summary of the issue.');
  if (/[\r\n]/.test(value)) throw new Wrong('The summary is invalid because it contains newline characters.');
  if (value.length > 255) throw new Wrong("Summary can't exceed 255 characters.");
  return value.trim();
}

/** A document that is no longer than Jira takes. */
export function description(value: unknown): Doc {
  if (!isDocument(value))
    throw new Wrong('Operation value must be an Atlassian Document (see the Atlassian Document Format)');
  if (plainText(value).length > textLimit)
    throw new Wrong('The entered text is too long. It exceeds the allowed limit of 32,767 characters.');
  return value;
}

function labels(value: unknown): string[] {
  if (value === null) return [];
  if (!Array.isArray(value) || !value.every((each) => typeof each === 'string'))
    throw new Wrong('data was not an array of strings');
  for (const label of value as string[]) {
    if (/\s/.test(label)) throw new Wrong(`The label '${label}' contains spaces which is invalid.`);
    if (label === '') throw new Wrong('The label must not be empty.');
    if (label.length > 255) throw new Wrong(`The label '${label}' exceeds the maximum length of 255 characters.`);
  }
  return [...new Set(value as string[])].sort();
}

/** The person of `{accountId}`, null for nobody. Throws `Wrong` for who is not there or cannot be assigned. */
export function assignee(call: Call, value: unknown, project: Project) {
  const id = value === null ? null : isRecord(value) ? (value.accountId ?? value.id) : undefined;
  if (id === null) return null;
  if (typeof id !== 'string') throw new Wrong("expected an object with 'accountId'");
  const person = findAccount(call.site, id);
  if (!person) throw new Wrong(`User '${id}' does not exist.`);
  if (!isAssignableIn(project, person))
    throw new Wrong(`User '${person.name ?? person.login}' cannot be assigned issues.`);
  if (!call.may('ASSIGN_ISSUES', project)) throw new Wrong('You do not have permission to assign issues.');
  return person;
}

function named(value: unknown, allowed: readonly Named[], message: string): Named {
  const found = isRecord(value)
    ? allowed.find((each) => (value.id === undefined ? each.name === value.name : each.id === value.id))
    : undefined;
  if (!found) throw new Wrong(message);
  return found;
}

function parent(call: Call, value: unknown, { project, type }: { project: Project; type: IssueType }) {
  if (value === null) {
    if (type.isSubtask) throw new Wrong('Issue type is a sub-task but parent issue key or id not specified.');
    return null;
  }
  const given = isRecord(value) ? (value.id ?? value.key) : undefined;
  const issue = typeof given === 'string' ? findIssue(call.site, given) : undefined;
  if (!issue || !call.may('BROWSE_PROJECTS', issue.project)) throw new Wrong('Could not find issue by id or key.');
  if (issue.project !== project || issue.type.isSubtask || !type.isSubtask)
    throw new Wrong('Given parent issue does not belong to appropriate hierarchy.');
  return issue;
}
