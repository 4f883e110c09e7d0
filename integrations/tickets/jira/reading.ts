import type { Reading, Ticket, TicketRef } from '../../../rules/ticket.ts';
import { type Instant, later, msBetween, plusMs } from '../../../rules/time.ts';
import { TrackerError } from '../errors.ts';
import { nameOf, refOf } from './address.ts';
import type { Api } from './api.ts';
import { categoryOf } from './category.ts';
import { commentsIn, historiesIn, learnStatuses } from './conversation.ts';
import { fenceOf, shownLabels } from './edit-plan.ts';
import { conversationOf } from './files.ts';
import { changesIn, standingClose } from './history.ts';
import { askIssue, isForeign, learning, standingOf } from './issue.ts';
import { type Issue, issueShape, parsed, permissionsShape } from './shapes.ts';

/** The port's `read`. One call, unless the conversation has more than a page. */
export async function read(api: Api, asked: TicketRef, since?: Instant): Promise<Reading> {
  const answer = await askIssue(api, asked, [404]);
  if (answer.status === 404) return outOfSight(api, asked, answer.at);
  const issue = learning(api, parsed(issueShape, answer.data, nameOf(asked)));
  if (await isForeign(api, issue)) return { gone: 'hidden', asOf: answer.at };
  const { updated } = issue.fields;
  const ref = refOf(api.options.id, api.options.site, issue);
  // Jira's answer is dated in whole seconds, its issues in thousandths.
  const asOf = later(answer.at, updated);
  if (since === updated && ref.number === asked.number) return { unchanged: true, asOf };
  const settled = msBetween(updated, answer.at) >= 1000 ? updated : plusMs(updated, -1);
  return { ...(await whole(api, ref, issue)), asOf, updated: settled };
}

async function whole(api: Api, ref: TicketRef, issue: Issue): Promise<Omit<Ticket, 'asOf' | 'updated'>> {
  const { options, learnt } = api;
  const comments = await commentsIn(api, ref, issue);
  const histories = await historiesIn(api, ref, issue);
  await learnStatuses(api, histories, issue);
  const category = categoryOf(options, standingOf(issue));
  const changes = changesIn(options, histories, issue, learnt.categories);
  const closed = standingClose(category, issue, changes);
  api.recent.keep(issue);
  const { summary, labels, assignee, duedate, attachment, created } = issue.fields;
  return {
    ref,
    createdAt: created,
    title: summary,
    labels: shownLabels(labels ?? []),
    category,
    ...(closed === undefined ? {} : { closed }),
    assignees: assignee ? [assignee] : [],
    ...(duedate === undefined ? {} : { due: duedate }),
    comments: conversationOf(options, comments, attachment ?? []),
    changes,
    fence: stateOfFence(issue),
  };
}

function stateOfFence(issue: Issue): Ticket['fence'] {
  const found = fenceOf(issue);
  if (found === undefined) return 'missing';
  return found.intact ? 'intact' : 'altered';
}

/** Jira answers 404 for what was deleted and for what may not be seen alike; it means one ticket only while the project is readable. */
async function outOfSight({ client, options }: Api, asked: TicketRef, asOf: Instant): Promise<Reading> {
  const question = { projectKey: options.project, permissions: 'BROWSE_PROJECTS,EDIT_ISSUES' };
  const answer = await client.call(({ getMyPermissions }, jira) => getMyPermissions(jira, question), {
    scope: 'target',
    accept: [400, 404],
  });
  const found = permissionsShape.safeParse(answer.data);
  const held = found.success ? Object.values(found.data.permissions) : [];
  // Without its credentials an account reads what anybody may, and edits nothing.
  if (held.length > 0 && held.every(({ havePermission }) => havePermission)) return { gone: 'hidden', asOf };
  throw new TrackerError(`Jira, ${options.project}: 404 for ${nameOf(asked)}, and the project may not be edited`, {
    kind: 'unauthorised',
  });
}
