import type { Access, Comment, Person, Repository, Ticket } from '../store/model.ts';
import { accessOf, allows, findPerson } from '../store/people.ts';
import { findRepository, fullName, type Store } from '../store/store.ts';
import { ActRefusal } from './refusal.ts';

/** The person of that login. Throws `ActRefusal` not-found. */
export function actor(store: Store, login: string): Person {
  const person = findPerson(store, login);
  if (person) return person;
  const known = store.people.map((each) => each.login).join(', ');
  throw new ActRefusal('not-found', `person: found "${login}", allowed are ${known}`);
}

/** The repository, if the person may see it. Throws `ActRefusal` not-found. */
export function place(store: Store, person: Person, repo: string): Repository {
  const repository = findRepository(store, repo);
  if (repository && allows(accessOf(repository, person), 'read')) return repository;
  const visible = store.repositories.filter((each) => allows(accessOf(each, person), 'read')).map(fullName);
  throw new ActRefusal(
    'not-found',
    `repository: found "${repo}", ${person.login} can see ${visible.join(', ') || 'none'}`,
  );
}

/** The ticket, if it is still there. Throws `ActRefusal` not-found. */
export function ticketAt(store: Store, person: Person, repo: string, number: number): Ticket {
  const ticket = place(store, person, repo).tickets.get(number);
  if (ticket && !ticket.gone) return ticket;
  const why = ticket?.gone ? `was ${ticket.gone.kind}` : 'is not there';
  throw new ActRefusal('not-found', `${repo}#${number} ${why}; open a ticket that is listed on the first page`);
}

/** The comment of that id in the repository. Throws `ActRefusal` not-found. */
export function commentAt(store: Store, person: Person, repo: string, id: number): Comment {
  const repository = place(store, person, repo);
  const comment = store.comments.get(id);
  if (comment?.ticket.repository === repository) return comment;
  throw new ActRefusal('not-found', `comment: found ${id}, which is not in ${repo}; it may have been deleted`);
}

/** Throws `ActRefusal` not-allowed unless the person wrote it, or has that access. */
export function mayChange(person: Person, author: Person | null, repository: Repository, wanted: Access): void {
  if (author === person || allows(accessOf(repository, person), wanted)) return;
  const has = accessOf(repository, person);
  throw new ActRefusal(
    'not-allowed',
    `${person.login} has ${has} in ${fullName(repository)}, but this needs ${wanted}`,
  );
}

/** The text, unless it is blank. Throws `ActRefusal` invalid. */
export function filled(what: string, text: string): string {
  if (text.trim() !== '') return text;
  throw new ActRefusal('invalid', `${what} is blank; write something`);
}
