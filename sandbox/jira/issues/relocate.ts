import type { Issue, IssueType, Item, Project, Status } from '../model.ts';
import { keyOf, type Site } from '../site.ts';
import { item } from './values.ts';

/**
 * Moves an issue to another project: it keeps its id, gets a new key, and is still found by the old one. Type and status become what the
 * target has in their place.
 */
export function moveToProject(site: Site, issue: Issue, to: Project): Item[] {
  const before = { key: keyOf(issue), project: issue.project, status: issue.status, type: issue.type };
  issue.project = to;
  issue.number = to.nextNumber++;
  issue.type = standIn(to.kind.types, (type) => type.isSubtask === before.type.isSubtask, before.type);
  issue.status = standIn(to.kind.statuses, (status) => status.category === before.status.category, before.status);
  if (issue.parent) issue.parent = null;
  site.keys.set(keyOf(issue), issue);
  return [
    item('project', 'jira', words(before.project), words(to)),
    item('Key', 'jira', { id: null, text: before.key }, { id: null, text: keyOf(issue) }),
    ...(before.type === issue.type ? [] : [item('issuetype', 'jira', words(before.type), words(issue.type))]),
    ...(before.status === issue.status ? [] : [item('status', 'jira', words(before.status), words(issue.status))]),
  ];
}

/** Gives a project another key, as an administrator does: its issues are called by it from then on, and found by the old ones, too. */
export function renameKey(site: Site, project: Project, key: string): void {
  project.formerKeys.push(project.key);
  project.key = key;
  for (const issue of site.issues.values()) if (issue.project === project) site.keys.set(keyOf(issue), issue);
}

/** Makes an issue a sub-task of another one of its project. */
export function nestUnder(issue: Issue, parent: Issue): Item[] {
  const before = issue.type;
  issue.type = standIn(issue.project.kind.types, (type) => type.isSubtask, before);
  issue.parent = parent;
  return [
    item('issuetype', 'jira', words(before), words(issue.type)),
    item('Parent Issue', 'jira', { id: null, text: null }, { id: String(parent.id), text: keyOf(parent) }),
  ];
}

function standIn<T extends IssueType | Status>(all: readonly T[], fits: (one: T) => boolean, otherwise: T): T {
  return all.find(fits) ?? otherwise;
}

function words({ id, name }: { readonly id: string | number; readonly name: string }) {
  return { id: String(id), text: name };
}
