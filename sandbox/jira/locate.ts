import type { Call } from './call.ts';
import type { Comment, Issue, Project } from './model.ts';
import type { Permission } from './permissions.ts';
import { bad, forbidden, notFound } from './refusal.ts';
import { findIssue, findProject } from './site.ts';

/** The issue of the path, by id or by a key it has or had. 404 if it is not there, or the caller may not see it. */
export function issueOf(call: Call): Issue {
  return visibleIssue(call, call.params.issue ?? '') ?? throwing(notFound());
}

/** The issue of that id or key, if the caller may see it. */
export function visibleIssue(call: Call, idOrKey: string): Issue | undefined {
  const issue = findIssue(call.site, idOrKey);
  return issue && call.may('BROWSE_PROJECTS', issue.project) ? issue : undefined;
}

/** The project of the path. 404 without the right to see it. */
export function projectOf(call: Call): Project {
  const given = call.params.project ?? '';
  const project = findProject(call.site, given);
  if (project && call.may('BROWSE_PROJECTS', project)) return project;
  throw notFound(`No project could be found with key '${given}'.`);
}

/** 403 unless the caller may do that in the project. */
export function demand(call: Call, permission: Permission, project: Project): void {
  if (!call.may(permission, project))
    throw forbidden(`You do not have the permission ${permission} in the project ${project.key}.`);
}

/** The comment of the path, of the path's issue. */
export function commentOf(call: Call): Comment {
  const issue = issueOf(call);
  const comment = call.site.comments.get(Number(call.params.comment));
  if (comment?.issue !== issue) throw notFound(`Can not find a comment for the id: ${call.params.comment}.`);
  return comment;
}

/** A whole number of the query, at least 0. 400 if it is something else. */
export function wholeIn(call: Call, name: string, otherwise: number): number {
  const text = call.query.get(name);
  if (text === null || text === '') return otherwise;
  if (!/^\d+$/.test(text)) throw bad(`The query parameter ${name} must be a whole number, found '${text}'.`);
  return Number(text);
}

/** The names of a query's list: repeated, or with commas. */
export function listIn(call: Call, name: string): string[] | undefined {
  const given = call.query.getAll(name).flatMap((each) => each.split(','));
  return given.length === 0 ? undefined : given.map((each) => each.trim()).filter((each) => each !== '');
}

function throwing(error: Error): never {
  throw error;
}
