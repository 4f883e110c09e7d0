import type { Reading, Ticket, TicketRef } from '../../../rules/ticket.ts';
import { type Instant, msBetween, plusMs } from '../../../rules/time.ts';
import { TrackerError } from '../errors.ts';
import { ISSUE, isOther, pathOf, refOf, repositoryOf } from './address.ts';
import { type Api, nameOf } from './api.ts';
import type { Answer } from './client.ts';
import { commentsOf, toComment } from './comments.ts';
import { categoryOf } from './edit-plan.ts';
import { changesIn, standingClose } from './history.ts';
import { parseFence } from './markdown/fence.ts';
import { eventShape, type Issue, type IssueEvent, issueShape, parsed } from './shapes.ts';

/** The port's `read`. One call if nothing changed. */
export async function read(api: Api, asked: TicketRef, since?: Instant): Promise<Reading> {
  const answer = await api.client.call(`GET ${ISSUE}`, pathOf(asked), { scope: 'ticket', accept: [404, 410] });
  if (answer.status === 410) return { gone: 'deleted', asOf: answer.at };
  if (answer.status === 404) return hidden(api, asked, answer);
  const issue = parsed(issueShape, answer.data, nameOf(asked));
  const ref = refOf(api.id, api.target, issue);
  if (isOther(asked, ref)) return { gone: 'hidden', asOf: answer.at };
  if (since !== undefined && issue.updated_at === since && ref.id === asked.id)
    return { unchanged: true, asOf: answer.at };
  return whole(api, ref, issue, answer.at);
}

async function whole(api: Api, ref: TicketRef, issue: Issue, asOf: Instant): Promise<Ticket> {
  const self = await api.self.get();
  const web = new URL(ref.url).origin;
  const [comments, events] = await Promise.all([commentsOf(api, ref), eventsOf(api, ref)]);
  const changes = changesIn(events, issue);
  const closed = standingClose(issue, changes);
  return {
    ref,
    asOf,
    updated: settled(issue.updated_at, asOf),
    createdAt: issue.created_at,
    title: issue.title,
    labels: issue.labels,
    category: categoryOf(issue),
    ...(closed === undefined ? {} : { closed }),
    assignees: issue.assignees.map(({ id, login }) => ({ id, login })),
    comments: comments.map((comment) => toComment(comment, self, web)),
    changes,
    fence: fenceOf(issue.body ?? ''),
  };
}

async function eventsOf(api: Api, ref: TicketRef): Promise<IssueEvent[]> {
  const list = await api.client.pages(`GET ${ISSUE}/events`, pathOf(ref), { scope: 'ticket' });
  return list.map((item) => parsed(eventShape, item, `${ref.number}, events`));
}

/** GitHub counts whole seconds: while that second is not over, a later change would carry the same `updated`. */
function settled(updated: Instant, asOf: Instant): Instant {
  return msBetween(updated, asOf) >= 1000 ? updated : plusMs(updated, -1);
}

function fenceOf(body: string): Ticket['fence'] {
  const found = parseFence(body);
  if (found === undefined) return 'missing';
  return found.intact ? 'intact' : 'altered';
}

/** A 404 means one ticket only while the rest of the repository is readable. */
async function hidden(api: Api, ref: TicketRef, answer: Answer): Promise<Reading> {
  const target = repositoryOf(api.target);
  const home = await api.client.call('GET /repos/{owner}/{repo}', target, { scope: 'target', accept: [404] });
  if (home.status !== 404) return { gone: 'hidden', asOf: answer.at };
  throw new TrackerError(`GitHub, ${api.target}: 404 for ${nameOf(ref)} and for the whole repository`, {
    kind: 'unauthorised',
  });
}
