import { plain } from '../../../rules/plain.ts';
import type { Account, Attachment, Category, Draft, Message, Ticket } from '../../../rules/ticket.ts';
import { engine } from './people.ts';

/** A ticket in memory: what people and the engine made of it. Only what is read through `read` reaches the rules. */
export interface TicketModel {
  ticket: Ticket;
  /** Bytes by address: undefined size is a file that the tracker will not hand over. */
  files: Map<string, number | undefined>;
  deleted: boolean;
  next: number;
}

/** @returns a ticket as the engine creates it. */
export function createTicket(draft: Draft, n: number, at: string, account: (login: string) => Account): TicketModel {
  const number = `#${n}`;
  const ticket: Ticket = {
    ref: { tracker: 'github', id: `t${n}`, number, url: `https://git.example.com/isms/${n}` },
    asOf: at,
    updated: at,
    createdAt: at,
    title: draft.title,
    labels: draft.labels,
    category: 'open',
    assignees: draft.assignee ? [account(draft.assignee)] : [],
    comments: [],
    changes: [],
    fence: 'intact',
    ...(draft.due && { due: draft.due }),
  };
  const model = { ticket, files: new Map(), deleted: false, next: n * 1000 };
  edit(model, draft, at, account);
  return model;
}

/** What `ensure` does to a ticket that is there. */
export function edit(model: TicketModel, draft: Draft, at: string, account: (login: string) => Account): void {
  const { ticket } = model;
  if (draft.assignee && !ticket.assignees.some((a) => a.login === draft.assignee))
    ticket.assignees = [account(draft.assignee)];
  if (draft.due) ticket.due = draft.due;
  if (ticket.fence === 'altered') ticket.fence = 'intact';
  if (draft.category && draft.category !== ticket.category) setCategory(model, engine, draft.category, at);
}

export function setCategory(model: TicketModel, by: Account, category: Category, at: string): void {
  const { ticket } = model;
  const kind = category === 'open' ? 'reopened' : 'closed';
  ticket.changes.push({ id: `e${model.next++}`, kind, by, at, ...(kind === 'closed' && { category }) });
  ticket.category = category;
  delete ticket.closed;
  if (kind === 'closed') ticket.closed = { by, at };
}

export function assign(model: TicketModel, by: Account, to: Account | undefined, at: string): void {
  const { ticket } = model;
  for (const account of ticket.assignees)
    ticket.changes.push({ id: `e${model.next++}`, kind: 'unassigned', by, at, account });
  ticket.assignees = to ? [to] : [];
  if (to) ticket.changes.push({ id: `e${model.next++}`, kind: 'assigned', by, at, account: to });
}

export function comment(
  model: TicketModel,
  author: Account,
  text: string,
  at: string,
  parts: { attachments?: Attachment[]; edited?: boolean; editedAt?: string; key?: string } = {},
): void {
  const { attachments = [], edited = false, editedAt, key } = parts;
  const id = `${model.next++}`;
  model.ticket.comments.push({
    id,
    author,
    at,
    edited,
    text,
    attachments,
    ...(editedAt && { editedAt }),
    ...(key && { key }),
  });
}

/** A comment as people see it on GitHub, commands with their prefix. */
export function shown(text: Message): string {
  return plain(text);
}

/** @returns the ticket as a reading at `asOf` finds it; nothing that happens later changes the answer. */
export function read({ ticket }: TicketModel, asOf: string): Ticket {
  return structuredClone({ ...ticket, asOf });
}
