import { createLabel, findLabel, setLabels } from '../store/labels.ts';
import type { Label, Person, Reason, Repository, Ticket } from '../store/model.ts';
import { accessOf, allows, isAssignable } from '../store/people.ts';
import { deleteTicket, transferTicket } from '../store/removal.ts';
import { fullName, type Store } from '../store/store.ts';
import { closeTicket, createTicket, editTicket, reopenTicket, setAssignees } from '../store/tickets.ts';
import { actor, filled, mayChange, place, ticketAt } from './actor.ts';
import { ActRefusal } from './refusal.ts';

export interface TicketRef {
  readonly repo: string;
  readonly number: number;
  readonly id: number;
  readonly url: string;
}

export interface IssueDraft {
  readonly title: string;
  readonly body?: string | undefined;
  readonly labels?: readonly string[] | undefined;
  readonly assignees?: readonly string[] | undefined;
}

/** Acts on tickets. */
export function ticketActs(store: Store, pages: () => string) {
  const ref = (ticket: Ticket): TicketRef => {
    const repo = fullName(ticket.repository);
    const kind = ticket.isPullRequest ? 'pull' : 'issues';
    return { repo, number: ticket.number, id: ticket.id, url: `${pages()}/${repo}/${kind}/${ticket.number}` };
  };
  const find = (login: string, repo: string, number: number) => {
    const person = actor(store, login);
    return { person, ticket: ticketAt(store, person, repo, number) };
  };
  const changing = (login: string, repo: string, number: number) => {
    const found = find(login, repo, number);
    mayChange(found.person, found.ticket.author, found.ticket.repository, 'triage');
    return found;
  };

  return {
    createIssue(login: string, repo: string, draft: IssueDraft): TicketRef {
      const person = actor(store, login);
      const repository = place(store, person, repo);
      if (!repository.hasIssues) throw new ActRefusal('not-allowed', `${repo} has issues disabled; use another one`);
      const mayTriage = allows(accessOf(repository, person), 'triage');
      const ticket = createTicket(store, person, repository, {
        title: filled('title', draft.title),
        body: draft.body ?? null,
        labels: mayTriage ? (draft.labels ?? []).map((name) => labelNamed(store, person, repository, name)) : [],
        assignees: mayTriage ? (draft.assignees ?? []).map((name) => assigneeNamed(store, repository, name)) : [],
      });
      return ref(ticket);
    },
    createPullRequest(login: string, repo: string, title: string): TicketRef {
      const person = actor(store, login);
      return ref(createTicket(store, person, place(store, person, repo), { title, isPullRequest: true }));
    },
    close(login: string, repo: string, number: number, reason: Reason): void {
      const { person, ticket } = changing(login, repo, number);
      closeTicket(store, person, ticket, reason);
    },
    reopen(login: string, repo: string, number: number): void {
      const { person, ticket } = changing(login, repo, number);
      reopenTicket(store, person, ticket);
    },
    editTitle(login: string, repo: string, number: number, title: string): void {
      const { person, ticket } = find(login, repo, number);
      mayChange(person, ticket.author, ticket.repository, 'push');
      editTicket(store, person, ticket, { title: filled('title', title) });
    },
    editBody(login: string, repo: string, number: number, body: string): void {
      const { person, ticket } = find(login, repo, number);
      mayChange(person, ticket.author, ticket.repository, 'push');
      editTicket(store, person, ticket, { body });
    },
    assign(login: string, repo: string, number: number, assignee: string): void {
      const { person, ticket } = find(login, repo, number);
      mayChange(person, null, ticket.repository, 'triage');
      setAssignees(store, person, ticket, [...ticket.assignees, assigneeNamed(store, ticket.repository, assignee)]);
    },
    unassign(login: string, repo: string, number: number, assignee: string): void {
      const { person, ticket } = find(login, repo, number);
      mayChange(person, null, ticket.repository, 'triage');
      const gone = actor(store, assignee);
      setAssignees(
        store,
        person,
        ticket,
        ticket.assignees.filter((each) => each !== gone),
      );
    },
    label(login: string, repo: string, number: number, name: string): void {
      const { person, ticket } = find(login, repo, number);
      mayChange(person, null, ticket.repository, 'triage');
      setLabels(store, person, ticket, [...ticket.labels, labelNamed(store, person, ticket.repository, name)]);
    },
    unlabel(login: string, repo: string, number: number, name: string): void {
      const { person, ticket } = find(login, repo, number);
      mayChange(person, null, ticket.repository, 'triage');
      const gone = findLabel(ticket.repository, name);
      setLabels(
        store,
        person,
        ticket,
        ticket.labels.filter((each) => each !== gone),
      );
    },
    deleteIssue(login: string, repo: string, number: number): void {
      const { person, ticket } = find(login, repo, number);
      mayChange(person, null, ticket.repository, 'admin');
      deleteTicket(store, person, ticket);
    },
    transfer(login: string, repo: string, number: number, target: string): TicketRef {
      const { person, ticket } = find(login, repo, number);
      const to = place(store, person, target);
      for (const end of [ticket.repository, to]) mayChange(person, null, end, 'push');
      return ref(transferTicket(store, person, ticket, to));
    },
  };
}

function assigneeNamed(store: Store, repository: Repository, login: string): Person {
  const person = actor(store, login);
  if (isAssignable(repository, person)) return person;
  throw new ActRefusal('invalid', `${login} cannot be assigned in ${fullName(repository)}; grant read access first`);
}

function labelNamed(store: Store, person: Person, repository: Repository, name: string): Label {
  const label = findLabel(repository, name);
  if (label) return label;
  mayChange(person, null, repository, 'push');
  return createLabel(store, repository, { name: filled('label', name) });
}
