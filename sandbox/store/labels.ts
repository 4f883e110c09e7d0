import { record } from './changes.ts';
import type { Label, Milestone, Person, Repository, Ticket } from './model.ts';
import type { Store } from './store.ts';

/** The label of that name, in any case of letters. */
export function findLabel(repository: Repository, name: string): Label | undefined {
  return repository.labels.find((label) => label.name.toLowerCase() === name.toLowerCase());
}

/** Adds a label to the repository. The caller has made sure that the name is free. */
export function createLabel(
  store: Store,
  repository: Repository,
  draft: { readonly name: string; readonly color?: string; readonly description?: string | null },
): Label {
  const label = {
    id: store.nextId(),
    name: draft.name,
    color: draft.color ?? 'ededed',
    description: draft.description ?? null,
  };
  repository.labels.push(label);
  return label;
}

/** Replaces a ticket's labels; records only what was added or removed. */
export function setLabels(store: Store, actor: Person, ticket: Ticket, labels: readonly Label[]): void {
  const before = ticket.labels;
  ticket.labels = [...new Set(labels)];
  for (const label of before)
    if (!ticket.labels.includes(label)) record(store, ticket, actor, { kind: 'unlabeled', label });
  for (const label of ticket.labels)
    if (!before.includes(label)) record(store, ticket, actor, { kind: 'labeled', label });
}

/** Takes a label out of the repository and off every ticket. */
export function deleteLabel(store: Store, actor: Person, repository: Repository, label: Label): void {
  repository.labels.splice(repository.labels.indexOf(label), 1);
  for (const ticket of repository.tickets.values()) {
    if (ticket.gone || !ticket.labels.includes(label)) continue;
    setLabels(
      store,
      actor,
      ticket,
      ticket.labels.filter((other) => other !== label),
    );
  }
}

/** Sets or clears the milestone; an unchanged one records nothing. */
export function setMilestone(store: Store, actor: Person, ticket: Ticket, milestone: Milestone | null): void {
  const before = ticket.milestone;
  if (before === milestone) return;
  ticket.milestone = milestone;
  if (before) record(store, ticket, actor, { kind: 'demilestoned', milestone: before });
  if (milestone) record(store, ticket, actor, { kind: 'milestoned', milestone });
}
