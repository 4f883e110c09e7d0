import type { Account, Comment, Message, TicketRef } from '../../../rules/ticket.ts';
import { msBetween } from '../../../rules/time.ts';
import type { Commented, Until } from '../port.ts';
import { ISSUE, pathOf, refOf } from './address.ts';
import type { Api } from './api.ts';
import { fetchIssue } from './issue.ts';
import { printMessage } from './markdown/block.ts';
import { marked, markOf } from './markdown/comment-mark.ts';
import { saidIn } from './markdown/said.ts';
import { commentShape, type IssueComment, parsed } from './shapes.ts';

/** The port's `comment`: looks its key up first where an earlier attempt may have succeeded. */
export async function comment(
  api: Api,
  ref: TicketRef,
  key: string,
  text: Message,
  tried: boolean,
  until?: Until,
): Promise<Commented> {
  const place = tried ? await placeOf(api, ref) : ref;
  const earlier = tried ? await commentWithKey(api, place, key) : undefined;
  if (earlier !== undefined) return { id: earlier.id, at: earlier.created_at, writes: 0 };
  const body = marked(printMessage(text), key);
  const post = (there: TicketRef) =>
    api.client.call(
      `POST ${ISSUE}/comments`,
      { ...pathOf(there), body },
      { scope: 'ticket', accept: [301, 307, 308], until },
    );
  const first = await post(place);
  // Where an issue was transferred, GitHub points at the issue and not at its comments.
  const answer = first.status < 300 ? first : await post(await placeOf(api, ref));
  const written = parsed(commentShape, answer.data, `${ref.number}, comment`);
  return { id: written.id, at: written.created_at, writes: 1 };
}

/** All comments of an issue, oldest first. */
export async function commentsOf(api: Api, ref: TicketRef): Promise<IssueComment[]> {
  const list = await api.client.pages(`GET ${ISSUE}/comments`, pathOf(ref), { scope: 'ticket' });
  return list.map((item) => parsed(commentShape, item, `${ref.number}, comments`));
}

/** @returns the comment as people wrote it; the key only where the engine itself wrote it. */
export function toComment(raw: IssueComment, self: Account, web: string): Comment {
  const body = raw.body ?? '';
  const key = raw.user.id === self.id ? markOf(body) : undefined;
  const edited = msBetween(raw.created_at, raw.updated_at) >= 1000;
  return {
    id: raw.id,
    author: { id: raw.user.id, login: raw.user.login },
    at: raw.created_at,
    edited,
    ...(edited && { editedAt: raw.updated_at }),
    ...saidIn(body, web),
    ...(key === undefined ? {} : { key }),
  };
}

async function placeOf(api: Api, ref: TicketRef): Promise<TicketRef> {
  return refOf(api.id, api.target, await fetchIssue(api, ref));
}

async function commentWithKey(api: Api, ref: TicketRef, key: string): Promise<IssueComment | undefined> {
  const self = await api.self.get();
  const all = await commentsOf(api, ref);
  return all.find((c) => c.user.id === self.id && markOf(c.body ?? '') === key);
}
