import type { Person } from '../../store/model.ts';
import { usualPriority } from '../kinds/site-wide.ts';
import type { Issue, IssueType, Project } from '../model.ts';
import { keyOf, type Site } from '../site.ts';
import { announce } from './change.ts';
import { applyValues, type Values } from './values.ts';

/** Opens an issue in the first status of its project; who opens it watches it. The same draft twice makes two. */
export function createIssue(
  site: Site,
  actor: Person,
  draft: {
    readonly project: Project;
    readonly type: IssueType;
    readonly values: Values;
    readonly properties?: ReadonlyMap<string, unknown>;
  },
): Issue {
  const { project, type, values, properties } = draft;
  const at = site.store.now();
  const issue: Issue = {
    id: site.store.nextId(),
    project,
    number: project.nextNumber++,
    type,
    creator: actor,
    createdAt: at,
    updatedAt: at,
    summary: '',
    description: null,
    status: project.kind.statuses[0],
    resolution: null,
    resolvedAt: null,
    statusSince: at,
    priority: usualPriority,
    labels: [],
    assignee: project.usualAssignee ?? null,
    dueDate: null,
    parent: null,
    custom: new Map(),
    properties: new Map(properties),
    watchers: new Set([actor]),
    comments: [],
    attachments: [],
    history: [],
    indexed: [],
    isDeleted: false,
  };
  applyValues(issue, values);
  site.issues.set(issue.id, issue);
  site.keys.set(keyOf(issue), issue);
  announce(site, issue, actor, { kind: 'created' });
  return issue;
}

/** Deletes an issue with its sub-tasks; their numbers are never given again. */
export function deleteIssue(site: Site, actor: Person, issue: Issue): void {
  for (const part of partsOf(site, issue)) deleteIssue(site, actor, part);
  issue.isDeleted = true;
  for (const comment of issue.comments) site.comments.delete(comment.id);
  for (const attachment of issue.attachments) site.attachments.delete(attachment.id);
  announce(site, issue, actor, { kind: 'deleted' });
}

/** The sub-tasks that are still there. */
export function partsOf(site: Site, issue: Issue): Issue[] {
  return [...site.issues.values()].filter((each) => each.parent === issue && !each.isDeleted);
}
