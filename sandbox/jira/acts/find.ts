import { actor } from '../../act/actor.ts';
import { ActRefusal } from '../../act/refusal.ts';
import type { Person } from '../../store/model.ts';
import { allows, findPerson } from '../../store/people.ts';
import { savedByEditor } from '../adf/saved.ts';
import { typed } from '../adf/typed.ts';
import type { Comment, Doc, Issue, Project } from '../model.ts';
import { accessFor, type Permission } from '../permissions.ts';
import { findAccount, findIssue, findProject, grantedIn, type Site } from '../site.ts';

/** The project, if the person may see it. Throws `ActRefusal` not-found. */
export function projectAt(site: Site, person: Person, key: string): Project {
  const project = findProject(site, key);
  if (project && mayIn(project, person, 'BROWSE_PROJECTS')) return project;
  const seen = site.projects.filter((each) => mayIn(each, person, 'BROWSE_PROJECTS')).map((each) => each.key);
  throw new ActRefusal('not-found', `project: found "${key}", ${person.login} can see ${seen.join(', ') || 'none'}`);
}

/** Who acts, and on which issue: by the project's key and the issue's number, also those it had before. Throws `ActRefusal`. */
export function issueAt(site: Site, login: string, key: string, number: number): { person: Person; issue: Issue } {
  const person = signedIn(site, login);
  const issue = findIssue(site, `${key}-${number}`);
  if (issue && mayIn(issue.project, person, 'BROWSE_PROJECTS')) return { person, issue };
  throw new ActRefusal('not-found', `${key}-${number} is not there; open an issue that is listed on the first page`);
}

/** Somebody whose account is active. Throws `ActRefusal`. */
export function signedIn(site: Site, login: string): Person {
  const person = actor(site.store, login);
  if (!person.isInactive) return person;
  throw new ActRefusal('not-allowed', `${login} is deactivated and cannot sign in; activate the account first`);
}

/** The comment of that id on the project's issues. Throws `ActRefusal` not-found. */
export function commentAt(site: Site, login: string, key: string, id: number): { person: Person; comment: Comment } {
  const person = signedIn(site, login);
  const project = projectAt(site, person, key);
  const comment = site.comments.get(id);
  if (comment?.issue.project === project) return { person, comment };
  throw new ActRefusal('not-found', `comment: found ${id}, which is not in ${key}; it may have been deleted`);
}

/** Throws `ActRefusal` not-allowed unless the person has that permission in the project. */
export function demandOf(person: Person, permission: Permission, project: Project): void {
  if (mayIn(project, person, permission)) return;
  const has = grantedIn(project, person);
  throw new ActRefusal(
    'not-allowed',
    `${person.login} has ${has} in ${project.key}, but ${permission} needs ${accessFor(permission)}`,
  );
}

function mayIn(project: Project, person: Person, permission: Permission): boolean {
  return allows(grantedIn(project, person), accessFor(permission));
}

/** Typed text as the document that the editor saves. */
export function docOf(site: Site, text: string): Doc {
  return savedByEditor(typed(text, (name) => findPerson(site.store, name) ?? findAccount(site, name)));
}
