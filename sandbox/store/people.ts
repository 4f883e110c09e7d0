import { type Access, accessLevels, type Person, type Repository } from './model.ts';
import type { Store } from './store.ts';

/** Who has not said who they are: sees what is public. */
export const nobody: Person = {
  id: 0,
  login: '',
  name: null,
  mail: null,
  token: null,
  kind: 'User',
  since: 0,
  accountId: '',
};

/** Who stands for accounts that are no longer there, under GitHub's own id. */
export const ghost: Person = { ...nobody, id: 10_137, login: 'ghost', name: 'Deleted user' };

/** Takes an account away, with its access and assignments; what it wrote stays, as the ghost's. */
export function removePerson(store: Store, person: Person): void {
  person.isRemoved = true;
  store.people.splice(store.people.indexOf(person), 1);
  for (const { access, tickets } of store.repositories) {
    access.delete(person.login.toLowerCase());
    for (const ticket of tickets.values()) ticket.assignees = ticket.assignees.filter((each) => each !== person);
  }
}

/** The person of that login, in any case of letters. */
export function findPerson(store: Store, login: string): Person | undefined {
  return store.people.find((person) => person.login.toLowerCase() === login.toLowerCase());
}

/** What a person may do: what was granted, and at least reading in a public repository. */
export function accessOf(repository: Repository, person: Person): Access {
  const granted = repository.access.get(person.login.toLowerCase()) ?? 'none';
  return granted === 'none' && !repository.isPrivate ? 'read' : granted;
}

/** Whether `access` includes all that `wanted` allows. */
export function allows(access: Access, wanted: Access): boolean {
  return accessLevels.indexOf(access) >= accessLevels.indexOf(wanted);
}

/** Whether tickets can be assigned to the person: only who was granted access, and no bots. */
export function isAssignable(repository: Repository, person: Person): boolean {
  const granted = repository.access.get(person.login.toLowerCase()) ?? 'none';
  return person.kind === 'User' && allows(granted, 'read');
}
