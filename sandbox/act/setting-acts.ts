import { findProject, type Site } from '../jira/site.ts';
import type { Access, Repository } from '../store/model.ts';
import { removePerson } from '../store/people.ts';
import { findRepository, type Store } from '../store/store.ts';
import { actor } from './actor.ts';
import { ActRefusal } from './refusal.ts';

/** What an owner changes in the settings; done by nobody in particular, and always allowed. */
export function settingActs(store: Store, site: Site) {
  const find = (repo: string): Repository => {
    const repository = findRepository(store, repo);
    if (!repository) throw new ActRefusal('not-found', `repository: found "${repo}", which is not there`);
    return repository;
  };
  return {
    grant(place: string, login: string, access: Access): void {
      const found = findProject(site, place) ?? find(place);
      found.access.set(actor(store, login).login.toLowerCase(), access);
    },
    /** Deletes somebody's account. */
    removeAccount(login: string): void {
      const person = actor(store, login);
      removePerson(store, person);
      for (const project of site.projects) project.access.delete(person.login.toLowerCase());
    },
    /** Deactivates somebody's account at Atlassian, or activates it again: no sign-in, no token, no assignments meanwhile. */
    activateAccount(login: string, isActive: boolean): void {
      actor(store, login).isInactive = !isActive;
    },
    enableIssues(repo: string, isEnabled: boolean): void {
      find(repo).hasIssues = isEnabled;
    },
  };
}
