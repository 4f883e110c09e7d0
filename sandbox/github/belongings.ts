import { createLabel, findLabel } from '../store/labels.ts';
import type { Label, Milestone, Person, Repository } from '../store/model.ts';
import { allows, findPerson, isAssignable } from '../store/people.ts';
import type { Call } from './call.ts';
import { optionalNames } from './input.ts';
import { invalid } from './refusal.ts';

export const labelLimit = 50;
const assigneeLimit = 10;

/** The body's `labels` for an issue; undefined if absent, or dropped because the caller may not set them. */
export function labelsIn(call: Call, repository: Repository): Label[] | undefined {
  const names = optionalNames('Issue', 'labels', call.body.labels);
  return names && labelsNamed(call, repository, names);
}

/** The labels of those names. Unknown ones are made by who may push, else left out. 422 over 50 characters. */
export function labelsNamed(call: Call, repository: Repository, names: readonly string[]): Label[] | undefined {
  if (names.some((name) => name.trim() === '' || [...name].length > labelLimit)) {
    const message = `name must be 1 to ${labelLimit} characters long`;
    throw invalid('Label', 'name', 'invalid', message);
  }
  if (!allows(call.access(repository), 'triage') || call.fault('labels-dropped', repository)) return undefined;
  const mayCreate = allows(call.access(repository), 'push');
  return names
    .map(
      (name) => findLabel(repository, name) ?? (mayCreate ? createLabel(call.store, repository, { name }) : undefined),
    )
    .filter((label) => label !== undefined);
}

/** The body's `assignees` (or the older `assignee`); undefined if absent or dropped. 422 for who cannot be assigned. */
export function assigneesIn(call: Call, repository: Repository): Person[] | undefined {
  const single = call.body.assignee;
  const given = call.body.assignees ?? (single === undefined ? undefined : single === null ? [] : [single]);
  const logins = optionalNames('Issue', 'assignees', given);
  if (!logins || !maySetAssignees(call, repository)) return undefined;
  const wrong = logins.filter((login) => assignable(call, repository, [login]).length === 0);
  const message = `assignees ${wrong.join(', ')} cannot be assigned to this issue`;
  if (wrong.length > 0) throw invalid('Issue', 'assignees', 'invalid', message);
  return assignable(call, repository, logins).slice(0, assigneeLimit);
}

/** Whether the caller's assignees count; false is silent, like GitHub's. */
export function maySetAssignees(call: Call, repository: Repository): boolean {
  return allows(call.access(repository), 'triage') && !call.fault('assignees-dropped', repository);
}

/** Of those logins, the people to whom tickets can be assigned. */
export function assignable(call: Call, repository: Repository, logins: readonly string[]): Person[] {
  return logins
    .map((login) => findPerson(call.store, login))
    .filter((person) => person !== undefined)
    .filter((person) => isAssignable(repository, person));
}

/** The body's `milestone` number; undefined if absent or dropped. 422 if there is none of that number. */
export function milestoneIn(call: Call, repository: Repository): Milestone | null | undefined {
  const number = call.body.milestone;
  if (number === undefined || !allows(call.access(repository), 'triage')) return undefined;
  if (number === null) return null;
  const milestone = repository.milestones.find((each) => each.number === number);
  if (!milestone) throw invalid('Issue', 'milestone', 'invalid');
  return milestone;
}
