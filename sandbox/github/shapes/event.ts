import type { Comment, Happening, TicketEvent } from '../../store/model.ts';
import { commentShape, issueShape } from './issue.ts';
import { simpleUser } from './people.ts';
import { instant, nodeId, repositoryUrl, type Urls } from './urls.ts';

/** One entry of a ticket's history as GitHub's issue event. */
export function eventShape(urls: Urls, event: TicketEvent) {
  return {
    id: event.id,
    node_id: nodeId('EV', event.id),
    url: `${repositoryUrl(urls, event.ticket.repository)}/issues/events/${event.id}`,
    actor: simpleUser(urls, event.actor),
    event: event.what.kind,
    commit_id: null,
    commit_url: null,
    created_at: instant(event.at),
    ...details(urls, event.what),
    performed_via_github_app: null,
  };
}

/** The same in the repository's list, which names the issue as well. */
export function repositoryEventShape(urls: Urls, event: TicketEvent) {
  return { ...eventShape(urls, event), issue: issueShape(urls, event.ticket) };
}

/** A comment in the timeline. */
export function timelineComment(urls: Urls, comment: Comment) {
  return { ...commentShape(urls, comment), event: 'commented', actor: simpleUser(urls, comment.author) };
}

function details(urls: Urls, what: Happening): Readonly<Record<string, unknown>> {
  switch (what.kind) {
    case 'closed':
      return { state_reason: what.reason };
    case 'reopened':
      return { state_reason: 'reopened' };
    case 'assigned':
    case 'unassigned':
      return { assignee: simpleUser(urls, what.person) };
    case 'labeled':
    case 'unlabeled':
      return { label: { name: what.label.name, color: what.label.color } };
    case 'milestoned':
    case 'demilestoned':
      return { milestone: { title: what.milestone.title } };
    case 'renamed':
      return { rename: { from: what.from, to: what.to } };
    case 'transferred':
      return {};
  }
}
