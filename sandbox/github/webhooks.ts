import type { HookDesk } from '../hooks/desk.ts';
import type { Change } from '../store/model.ts';
import { accessOf } from '../store/people.ts';
import type { Store } from '../store/store.ts';
import type { Apps } from './app/apps.ts';
import { appHooks, installationIn } from './app/hook.ts';
import { commentShape, issueShape } from './shapes/issue.ts';
import { simpleUser } from './shapes/people.ts';
import { labelShape, milestoneShape, repositoryShape } from './shapes/repository.ts';
import type { Urls } from './shapes/urls.ts';

interface Notice {
  readonly event: 'issues' | 'issue_comment';
  readonly action: string;
  readonly more?: Readonly<Record<string, unknown>>;
}

/** Turns each change in the store into GitHub's webhook events. */
export function announceByWebhook(store: Store, desk: HookDesk, apps: Apps, urls: Urls): void {
  store.listeners.add((change) => {
    if (desk.hooks.length === 0 && apps.all.length === 0) return;
    const notice = noticeOf(urls, store, change);
    if (!notice || change.ticket.isPullRequest) return;
    const { ticket, actor } = change;
    const payload = {
      action: notice.action,
      issue: issueShape(urls, ticket),
      ...notice.more,
      repository: repositoryShape(urls, store, ticket.repository, accessOf(ticket.repository, actor)),
      sender: simpleUser(urls, actor),
    };
    desk.dispatch(ticket.repository, notice.event, notice.action, payload);
    for (const hook of appHooks(store, apps, ticket.repository, notice.event))
      desk.sendTo(hook, notice.event, notice.action, { ...payload, ...installationIn(hook) });
  });
}

function noticeOf(urls: Urls, store: Store, { ticket, what }: Change): Notice | undefined {
  switch (what.kind) {
    case 'opened':
      return { event: 'issues', action: 'opened', more: arrival(urls, store, what.movedFrom) };
    case 'edited':
      return { event: 'issues', action: 'edited', more: { changes: before(what) } };
    case 'closed':
    case 'reopened':
    case 'deleted':
      return { event: 'issues', action: what.kind };
    case 'assigned':
    case 'unassigned':
      return { event: 'issues', action: what.kind, more: { assignee: simpleUser(urls, what.person) } };
    case 'labeled':
    case 'unlabeled':
      return { event: 'issues', action: what.kind, more: { label: labelShape(urls, ticket.repository, what.label) } };
    case 'milestoned':
    case 'demilestoned':
      return {
        event: 'issues',
        action: what.kind,
        more: { milestone: milestoneShape(urls, ticket.repository, what.milestone) },
      };
    case 'moved':
      return { event: 'issues', action: 'transferred', more: { changes: target(urls, store, what.to) } };
    case 'commented':
      return { event: 'issue_comment', action: 'created', more: { comment: commentShape(urls, what.comment) } };
    case 'comment-edited':
      return {
        event: 'issue_comment',
        action: 'edited',
        more: { changes: { body: { from: what.from } }, comment: commentShape(urls, what.comment) },
      };
    case 'comment-deleted':
      return { event: 'issue_comment', action: 'deleted', more: { comment: commentShape(urls, what.comment) } };
    case 'renamed':
    case 'transferred':
      return undefined;
  }
}

function before(what: { readonly title?: string; readonly body?: string | null }) {
  return {
    ...('title' in what ? { title: { from: what.title } } : {}),
    ...('body' in what ? { body: { from: what.body ?? '' } } : {}),
  };
}

function target(urls: Urls, store: Store, to: Change['ticket']) {
  return {
    new_issue: issueShape(urls, to),
    new_repository: repositoryShape(urls, store, to.repository, accessOf(to.repository, to.author)),
  };
}

function arrival(urls: Urls, store: Store, from: Change['ticket'] | undefined) {
  if (!from) return {};
  const old_repository = repositoryShape(urls, store, from.repository, accessOf(from.repository, from.author));
  return { changes: { old_issue: issueShape(urls, from), old_repository } };
}
