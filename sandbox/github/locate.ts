import { findLabel } from '../store/labels.ts';
import type { Access, Comment, Label, Person, Repository, Ticket } from '../store/model.ts';
import { allows, findPerson } from '../store/people.ts';
import { findRepository } from '../store/store.ts';
import type { Call } from './call.ts';
import { forbidden, notFound, Refusal } from './refusal.ts';
import { ticketUrl } from './shapes/urls.ts';

/** The repository of the path. 404 without access; with `wanted`, 403 where the caller has less. */
export function repositoryOf(call: Call, wanted: Access = 'read'): Repository {
  const repository = findRepository(call.store, `${call.params.owner}/${call.params.repo}`);
  if (!repository || !allows(call.access(repository), 'read')) throw notFound();
  demand(call, repository, wanted);
  return repository;
}

/** 403 unless the caller has that access in a repository which is visible. */
export function demand(call: Call, repository: Repository, wanted: Access): void {
  if (!allows(call.access(repository), wanted)) throw forbidden();
}

/** The same, but 410 where issues are disabled. */
export function trackerOf(call: Call, wanted: Access = 'read'): Repository {
  const repository = repositoryOf(call, wanted);
  if (!repository.hasIssues) throw new Refusal(410, 'Issues has been disabled in this repository.');
  return repository;
}

/** The ticket of the path: 404 if never there, 410 if deleted, 301 with `Location` if transferred. */
export function ticketOf(call: Call): Ticket {
  const repository = trackerOf(call);
  const number = Number(call.params.number);
  const ticket = repository.tickets.get(number);
  if (!ticket) throw notFound();
  if (ticket.gone?.kind === 'deleted') throw new Refusal(410, 'This issue was deleted');
  if (ticket.gone?.kind === 'moved') {
    const location = ticketUrl(call.urls, ticket.gone.to);
    throw new Refusal(301, 'Moved Permanently', { headers: { location }, body: { url: location } });
  }
  return ticket;
}

/** The comment of the path, if its ticket still exists in the path's repository. */
export function commentOf(call: Call): Comment {
  const repository = trackerOf(call);
  const id = Number(call.params.id);
  const comment = call.store.comments.get(id);
  if (comment?.ticket.repository !== repository) throw notFound();
  return comment;
}

/** The person of the path. */
export function personOf(call: Call): Person {
  const person = findPerson(call.store, call.params.login ?? '');
  if (!person) throw notFound();
  return person;
}

/** The label of the path. */
export function labelOf(call: Call, repository: Repository): Label {
  const label = findLabel(repository, call.params.name ?? '');
  if (!label) throw notFound();
  return label;
}
