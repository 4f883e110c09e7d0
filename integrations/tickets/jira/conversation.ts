import type { TicketRef } from '../../../rules/ticket.ts';
import { nameOf } from './address.ts';
import type { Api } from './api.ts';
import { commentsOf } from './comments.ts';
import { idOf } from './issue.ts';
import { type History, historiesShape, type Issue, type IssueComment, parsed, statusesShape } from './shapes.ts';

const PAGE = 100;
const MOST_PAGES = 100;

/**
 * The comments of an issue just read, oldest first, those of the engine with their keys. They are asked for where the issue shows not
 * all of them, or where the engine wrote one whose key this process has not met yet: an issue shows no properties of its comments.
 */
export async function commentsIn(api: Api, ref: TicketRef, issue: Issue): Promise<IssueComment[]> {
  const self = await api.self.get();
  const { comments, total } = issue.fields.comment ?? { comments: [], total: Number.POSITIVE_INFINITY };
  const isOwn = ({ author }: IssueComment) => author.id === self.id;
  const isWhole = comments.length >= total && comments.every((each) => !isOwn(each) || api.recent.knowsKey(each.id));
  const all = isWhole ? comments : await commentsOf(api, ref);
  if (!isWhole) for (const each of all.filter(isOwn)) api.recent.noteKey(each.id, each.properties);
  return all.map((each) => ({ ...each, properties: api.recent.keyOf(each.id) }));
}

/** The whole history of an issue just read; asked for where the issue shows not all of it. */
export async function historiesIn(api: Api, ref: TicketRef, issue: Issue): Promise<History[]> {
  const { histories, total } = issue.changelog ?? { histories: [], total: Number.POSITIVE_INFINITY };
  if (histories.length >= total) return histories;
  const all: History[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const asked = { issueIdOrKey: idOf(ref), startAt: all.length, maxResults: PAGE };
    const answer = await api.client.call(({ getChangeLogs }, jira) => getChangeLogs(jira, asked), { scope: 'ticket' });
    const { values, total: size } = parsed(historiesShape, answer.data, `${nameOf(ref)}, changelog`);
    all.push(...values);
    if (values.length === 0 || all.length >= size) break;
  }
  return all;
}

/**
 * Learns the categories of the statuses that a history names, where an earlier answer did not tell them: at the project where the issue
 * is, and at the one where it was opened, whose statuses may be its own. Each is asked once for a status.
 */
export async function learnStatuses(api: Api, histories: History[], { fields, properties }: Issue): Promise<void> {
  const named = histories.flatMap(({ items }) => items.filter(({ field }) => field === 'status'));
  const ids = named.flatMap(({ from, to }) => [from, to]).filter((id) => id != null);
  const { categories, asked } = api.learnt;
  for (const project of new Set([fields.project.key, properties?.home ?? fields.project.key])) {
    const unknown = ids.filter((id) => !categories.has(id)).map((id) => `${project}/${id}`);
    if (unknown.every((each) => asked.has(each))) continue;
    await statusesOf(api, project, [403, 404]);
    for (const each of unknown) asked.add(each);
  }
}

/** The statuses of a project by issue type; none where the answer is one of `accept`, of 300 and above. One call. */
export async function statusesOf(
  api: Pick<Api, 'client' | 'learnt'>,
  project: string,
  accept: number[] = [],
): Promise<ReturnType<typeof statusesShape.parse>> {
  const asked = { projectIdOrKey: encodeURIComponent(project) };
  const answer = await api.client.call(({ getAllStatuses }, jira) => getAllStatuses(jira, asked), {
    scope: 'target',
    accept,
  });
  if (accept.includes(answer.status)) return [];
  const types = parsed(statusesShape, answer.data, `${project}, statuses`);
  for (const { id, statusCategory } of types.flatMap(({ statuses }) => statuses)) {
    api.learnt.categories.set(id, statusCategory.key);
  }
  return types;
}
