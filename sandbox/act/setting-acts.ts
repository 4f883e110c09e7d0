import type { Access, Repository } from '../store/model.ts';
import { removePerson } from '../store/people.ts';
import { findRepository, type Store } from '../store/store.ts';
import { actor } from './actor.ts';
import { ActRefusal } from './refusal.ts';

/** What an owner changes in the settings; done by nobody in particular, and always allowed. */
export function settingActs(store: Store) {
  const find = (repo: string): Repository => {
    const repository = findRepository(store, repo);
    if (!repository) throw new ActRefusal('not-found', `repository: found "${repo}", which is not there`);
    return repository;
  };
  return {
    grant(repo: string, login: string, access: Access): void {
      find(repo).access.set(actor(store, login).login.toLowerCase(), access);
    },
    /** Deletes somebody's account. */
    removeAccount(login: string): void {
      removePerson(store, actor(store, login));
    },
    enableIssues(repo: string, isEnabled: boolean): void {
      find(repo).hasIssues = isEnabled;
    },
  };
}
