import type { Message, TicketRef } from '../../../rules/ticket.ts';
import type { Commented, Until } from '../port.ts';
import { nameOf } from './address.ts';
import { printMessage } from './adf/block.ts';
import type { Api } from './api.ts';
import { idOf, PROPERTY } from './issue.ts';
import { commentsShape, type IssueComment, parsed, writtenCommentShape } from './shapes.ts';

const PAGE = 100;
const MOST_PAGES = 100;

/** The port's `comment`: looks its key up first where an earlier attempt may have succeeded. */
export async function comment(
  api: Api,
  ref: TicketRef,
  key: string,
  text: Message,
  tried: boolean,
  until?: Until,
): Promise<Commented> {
  const earlier = tried ? await commentWithKey(api, ref, key) : undefined;
  if (earlier !== undefined) return { id: earlier.id, at: earlier.created, writes: 0 };
  const asked = {
    issueIdOrKey: idOf(ref),
    body: { ...printMessage(text) },
    properties: [{ key: PROPERTY, value: { key } }],
  };
  const answer = await api.client.call(({ addComment }, jira) => addComment(jira, asked), { scope: 'ticket', until });
  const { id, created } = parsed(writtenCommentShape, answer.data, `${nameOf(ref)}, comment`);
  api.recent.noteKey(id, key);
  api.recent.wrote(ref.id);
  return { id, at: created, writes: 1 };
}

/** All comments of an issue with their properties, oldest first; one call for each hundred. */
export async function commentsOf(api: Api, ref: TicketRef): Promise<IssueComment[]> {
  const all: IssueComment[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const order = { startAt: all.length, maxResults: PAGE, orderBy: 'created' as const };
    // The library knows one thing to expand, Jira two.
    const asked = { issueIdOrKey: idOf(ref), ...order, expand: 'properties' };
    const answer = await api.client.call(({ getComments }, jira) => getComments(jira, asked), { scope: 'ticket' });
    const { comments, total } = parsed(commentsShape, answer.data, `${nameOf(ref)}, comments`);
    all.push(...comments);
    if (comments.length === 0 || all.length >= total) break;
  }
  return all;
}

async function commentWithKey(api: Api, ref: TicketRef, key: string): Promise<IssueComment | undefined> {
  const self = await api.self.get();
  const all = await commentsOf(api, ref);
  return all.find(({ author, properties }) => author.id === self.id && properties === key);
}
