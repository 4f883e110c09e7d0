import type { Reading, Ticket, TicketRef } from '../../../rules/ticket.ts';
import { type Instant, msBetween, plusMs } from '../../../rules/time.ts';
import { TrackerError } from '../errors.ts';
import { ISSUE, isOther, pathOf, refOf, repositoryOf } from './address.ts';
import { type Api, nameOf } from './api.ts';
import type { Answer } from './client.ts';
import { commentsOf, toComment } from './comments.ts';
import { categoryOf } from './edit-plan.ts';
import { changesIn, isChange, standingClose } from './history.ts';
import { parseFence } from './markdown/fence.ts';
import {
  commentShape,
  entryShape,
  eventShape,
  type Issue,
  type IssueComment,
  type IssueEvent,
  issueShape,
  parsed,
} from './shapes.ts';

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
  const { comments, events } = await conversation(api, ref, issue);
  const changes = changesIn(events, issue);
  api.recent.keep(issue);
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

/** Comments and changes in one list; the list of comments is asked too where the timeline has fewer than the issue counts. */
async function conversation(
  api: Api,
  ref: TicketRef,
  issue: Issue,
): Promise<{ comments: IssueComment[]; events: IssueEvent[] }> {
  const timeline = await api.client.pages(`GET ${ISSUE}/timeline`, pathOf(ref), { scope: 'ticket' });
  const named = (item: unknown, wanted: (event: string) => boolean) =>
    wanted(parsed(entryShape, item, `${ref.number}, timeline`).event);
  const said = timeline.filter((item) => named(item, (event) => event === 'commented'));
  const happened = timeline.filter((item) => named(item, isChange));
  const complete = said.length >= issue.comments;
  return {
    comments: complete
      ? said.map((item) => parsed(commentShape, item, `${ref.number}, timeline`))
      : await commentsOf(api, ref),
    events: happened.map((item) => parsed(eventShape, item, `${ref.number}, timeline`)),
  };
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
