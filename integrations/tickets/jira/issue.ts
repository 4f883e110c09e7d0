import type { TicketRef } from '../../../rules/ticket.ts';
import { nameOf } from './address.ts';
import type { Api } from './api.ts';
import type { Standing } from './category.ts';
import type { Answer } from './client.ts';
import { type Issue, issueShape, parsed } from './shapes.ts';

/** The engine's own property of an issue. */
export const PROPERTY = 'dutybound';

/** What is drafted, and what tells how it stands. */
export const DRAFTED = [
  'summary',
  'description',
  'status',
  'resolution',
  'labels',
  'assignee',
  'duedate',
  'priority',
  'parent',
  'issuetype',
  'project',
  'creator',
  'created',
  'updated',
];

/** One call for all of it: text, comments, files, property, and history, as far as they fit on one page each. */
export async function askIssue(api: Api, ref: TicketRef, accept: number[] = []): Promise<Answer> {
  const fields = [...DRAFTED, 'comment', 'attachment'];
  const asked = { issueIdOrKey: idOf(ref), fields, expand: 'changelog', properties: [PROPERTY] };
  return api.client.call(({ getIssue }, jira) => getIssue(jira, asked), { scope: 'ticket', accept });
}

/**
 * The issue of a ref, without its conversation, wherever it was moved to.
 * @throws TrackerError `gone` if it is not there or out of sight.
 */
export async function fetchIssue(api: Api, ref: TicketRef): Promise<Issue> {
  const asked = { issueIdOrKey: idOf(ref), fields: DRAFTED, properties: [PROPERTY] };
  const answer = await api.client.call(({ getIssue }, jira) => getIssue(jira, asked), { scope: 'ticket' });
  return learning(api, parsed(issueShape, answer.data, nameOf(ref)));
}

/**
 * Whether an issue is none of the engine's. Each site counts its issues anew: under the id that a ticket had elsewhere, another one has
 * somebody's own.
 */
export async function isForeign({ self }: Api, { fields, properties }: Issue): Promise<boolean> {
  return properties === undefined && fields.creator.id !== (await self.get()).id;
}

/** Remembers what an answer tells on the site. */
export function learning(api: Api, issue: Issue): Issue {
  const { id, statusCategory } = issue.fields.status;
  api.learnt.categories.set(id, statusCategory.key);
  return issue;
}

/** @returns the status and resolution of an issue as it is. */
export function standingOf({ fields }: Issue): Standing {
  const { status, resolution } = fields;
  return { status: status.id, category: status.statusCategory.key, resolution: resolution?.id };
}

/** @returns the id of a ref, encoded: the library puts it into the path as it is. */
export function idOf({ id }: TicketRef): string {
  return encodeURIComponent(id);
}
