import { compareText } from '../../../rules/order.ts';
import type { Account, Category, TicketChange } from '../../../rules/ticket.ts';
import type { Instant } from '../../../rules/time.ts';
import { categoryOf, type Standing } from './category.ts';
import { standingOf } from './issue.ts';
import type { JiraOptions } from './options.ts';
import type { History, Issue } from './shapes.ts';

type Terms = Pick<JiraOptions, 'status' | 'resolution'>;
type Item = History['items'][number];

/**
 * @param categories the category of each status, by its id, as Jira calls it.
 * @returns the changes in an issue's history, oldest first: what crossed a category, and who was given it. Other changes are left out.
 */
export function changesIn(
  terms: Terms,
  histories: History[],
  issue: Issue,
  categories: ReadonlyMap<string, string>,
): TicketChange[] {
  const ordered = histories.toSorted((a, b) => compareText(a.created, b.created) || Number(a.id) - Number(b.id));
  let standing = beginning(ordered, issue, categories);
  return ordered.flatMap((history) => {
    const before = categoryOf(terms, standing);
    standing = after(standing, history.items, categories);
    return [...movesIn(history), ...handedIn(history), ...crossing(history, before, categoryOf(terms, standing))];
  });
}

/** @returns who closed the issue as it stands, and when; undefined if it is open. */
export function standingClose(
  category: Category,
  issue: Issue,
  changes: TicketChange[],
): { by: Account; at: Instant } | undefined {
  if (category === 'open') return undefined;
  const last = changes.findLast(({ kind }) => kind === 'closed');
  // Opened in a status that counts as closed.
  return last ? { by: last.by, at: last.at } : { by: issue.fields.creator, at: issue.fields.created };
}

function beginning(histories: History[], issue: Issue, categories: ReadonlyMap<string, string>): Standing {
  const first = (name: string) => itemsOf(histories, name)[0];
  const now = standingOf(issue);
  const [status, resolution] = [first('status'), first('resolution')];
  const id = status?.from ?? now.status;
  return {
    status: id,
    category: categories.get(id),
    resolution: resolution ? (resolution.from ?? undefined) : now.resolution,
  };
}

function after(standing: Standing, items: Item[], categories: ReadonlyMap<string, string>): Standing {
  const status = items.findLast(({ field }) => field === 'status')?.to ?? standing.status;
  const resolution = items.findLast(({ field }) => field === 'resolution');
  return {
    status,
    category: categories.get(status),
    resolution: resolution ? (resolution.to ?? undefined) : standing.resolution,
  };
}

function crossing({ id, author, created }: History, before: Category, category: Category): TicketChange[] {
  if (before === category) return [];
  const change = { by: author, at: created };
  return category === 'open'
    ? [{ ...change, id: `${id}-reopened`, kind: 'reopened' }]
    : [{ ...change, id: `${id}-closed`, kind: 'closed', category }];
}

function movesIn({ id, author, created, items }: History): TicketChange[] {
  const isMoved = items.some(({ field }) => field.toLowerCase() === 'key');
  return isMoved ? [{ id: `${id}-moved`, kind: 'moved', by: author, at: created }] : [];
}

function handedIn({ id, author, created, items }: History): TicketChange[] {
  const note = (kind: 'assigned' | 'unassigned', account: string | null | undefined): TicketChange[] =>
    account ? [{ id: `${id}-${kind}`, kind, by: author, at: created, account: { id: account, login: account } }] : [];
  return items
    .filter(({ field }) => field === 'assignee')
    .flatMap(({ from, to }) => [...note('unassigned', from), ...note('assigned', to)]);
}

function itemsOf(histories: History[], name: string): Item[] {
  return histories.flatMap(({ items }) => items.filter(({ field }) => field === name));
}
