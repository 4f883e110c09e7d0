import { type HookEvent, hookEvents } from '../jira/hooks/hook.ts';
import { parseJql } from '../jira/jql/parse.ts';
import { findProject } from '../jira/site.ts';
import type { World as JiraWorld } from '../jira/world.ts';
import type { Access, Repository } from '../store/model.ts';
import { removePerson } from '../store/people.ts';
import { findRepository, type Store } from '../store/store.ts';
import { actor } from './actor.ts';
import { ActRefusal } from './refusal.ts';

/** What an owner changes in the settings; done by nobody in particular, and always allowed. */
export function settingActs(store: Store, { site, hooks, oauth }: Pick<JiraWorld, 'site' | 'hooks' | 'oauth'>) {
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
    /** Gives somebody another token; the old one, and what apps were granted, are worth nothing any more. */
    replaceToken(login: string, token: string): void {
      const person = actor(store, login);
      person.token = token;
      oauth.revoke(person);
    },
    /** Adds an administrator's webhook for the project's issues, signed with the secret. @returns its id. */
    addWebhook(key: string, url: string, secret: string, events: readonly HookEvent[] = hookEvents): number {
      const project = findProject(site, key);
      if (!project) throw new ActRefusal('not-found', `project: found "${key}", which is not there`);
      const jql = `project = ${project.key}`;
      const hook = { id: store.nextId(), url, events, jql, filter: parseJql(jql), secret };
      hooks.hooks.push(hook);
      return hook.id;
    },
    removeWebhook(id: number): void {
      const at = hooks.hooks.findIndex((hook) => hook.id === id);
      if (at < 0) throw new ActRefusal('not-found', `webhook: found ${id}, which is not there`);
      hooks.hooks.splice(at, 1);
    },
    enableIssues(repo: string, isEnabled: boolean): void {
      find(repo).hasIssues = isEnabled;
    },
  };
}
