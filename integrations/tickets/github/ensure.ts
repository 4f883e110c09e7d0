import type { Draft, TicketRef } from '../../../rules/ticket.ts';
import { TrackerError } from '../errors.ts';
import { unlessHandedOver } from '../handed-over.ts';
import type { Ensured, Until } from '../port.ts';
import { ISSUE, type IssuePath, pathOf, refOf, repositoryOf } from './address.ts';
import type { Api } from './api.ts';
import { type EditPlan, newBody, notTaken, type Patch, planEdit, titleOf } from './edit-plan.ts';
import { fetchIssue } from './issue.ts';
import { findByKey } from './lookup.ts';
import { type Issue, issueShape, parsed } from './shapes.ts';

/** The port's `ensure`: read, plan, write in one call, compare with what GitHub answers. */
export async function ensure(api: Api, draft: Draft, known?: TicketRef, until?: Until): Promise<Ensured> {
  const found = known === undefined ? await findByKey(api, draft) : await present(api, draft, known);
  const issue = found ?? (await create(api, draft, until));
  const ref = refOf(api.id, api.target, issue);
  const wanted = unlessHandedOver(draft, issue.assignees);
  const plan = planEdit(issue, wanted);
  const written = plan.patch === undefined ? issue : await edit(api, pathOf(ref), plan, plan.patch, wanted);
  for (const comment of draft.heard) await acknowledge(api, pathOf(ref), comment);
  if (plan.fenceMissing) throw fenceMissing(ref, draft);
  const edits = plan.patch === undefined ? 0 : plan.reopenFirst ? 2 : 1;
  const created = found === undefined;
  const writes = (created ? 1 : 0) + edits + draft.heard.length;
  const rewritten = !created && plan.patch?.body !== undefined;
  return { ref, created, at: issue.created_at, updated: written.updated_at, writes, rewritten };
}

/** A known ticket as it is now, or was just read by whoever decided on that. */
async function present(api: Api, { justRead }: Draft, known: TicketRef): Promise<Issue> {
  return (justRead && api.recent.take(known.id)) || fetchIssue(api, known);
}

async function create(api: Api, draft: Draft, until?: Until): Promise<Issue> {
  const { labels, assignee } = draft;
  const assignees = assignee === undefined ? [] : [assignee];
  const body = { title: titleOf(draft), body: newBody(draft), labels, assignees };
  const { answer, leftOut } = await despiteAssignees(body, (sent) =>
    api.client.call(
      'POST /repos/{owner}/{repo}/issues',
      { ...repositoryOf(api.target), ...sent },
      { scope: 'target', until },
    ),
  );
  const issue = parsed(issueShape, answer.data, `${api.target}, opening ${draft.display}`);
  const opened = { ref: refOf(api.id, api.target, issue), at: issue.created_at };
  const sent = ['title', 'body', 'labels', 'assignees'].filter((field) => field !== leftOut);
  refuse(issue, { ...draft, category: 'open' }, sent, opened);
  if (leftOut) throw notAssignable(api, issue, draft, opened);
  return issue;
}

async function edit(api: Api, path: IssuePath, plan: EditPlan, patch: Patch, draft: Draft): Promise<Issue> {
  if (plan.reopenFirst) await api.client.call(`PATCH ${ISSUE}`, { ...path, state: 'open' }, { scope: 'ticket' });
  const { answer, leftOut } = await despiteAssignees(patch, (sent) =>
    api.client.call(`PATCH ${ISSUE}`, { ...path, ...sent }, { scope: 'ticket' }),
  );
  const issue = parsed(issueShape, answer.data, `${api.target}, writing ${draft.display}`);
  refuse(
    issue,
    draft,
    Object.keys(patch).filter((field) => field !== leftOut),
  );
  if (leftOut) throw notAssignable(api, issue, draft);
  return issue;
}

/** GitHub refuses all of a call because of somebody who cannot be assigned there; the rest of it is owed all the same. */
async function despiteAssignees<B extends { assignees?: string[] }, A>(
  body: B,
  send: (body: Omit<B, 'assignees'> & { assignees?: string[] }) => Promise<A>,
): Promise<{ answer: A; leftOut?: 'assignees' }> {
  try {
    return { answer: await send(body) };
  } catch (error) {
    const fields = error instanceof TrackerError && error.fault.kind === 'refused' ? error.fault.fields : [];
    if (!fields.includes('assignees')) throw error;
    const { assignees: _, ...rest } = body;
    return { answer: await send(rest), leftOut: 'assignees' };
  }
}

function notAssignable(api: Api, issue: Issue, { assignee }: Draft, opened?: TrackerError['opened']): TrackerError {
  return new TrackerError(
    `GitHub, ${issue.html_url}: ${assignee} cannot be assigned in ${api.target}; everything else was written. ` +
      'Let them be assignable there, or name somebody else.',
    { kind: 'refused', fields: ['assignees'] },
    opened,
  );
}

/**
 * Without push access GitHub answers 200 and drops labels, assignees and state: only comparing shows it.
 * @param sent what else differs was changed by somebody meanwhile: the next reading sees that.
 */
function refuse(issue: Issue, draft: Draft, sent: string[], opened?: TrackerError['opened']): void {
  const fields = notTaken(issue, draft).filter((field) => sent.includes(field));
  if (fields.length === 0) return;
  throw new TrackerError(
    `GitHub, ${issue.html_url}: ${fields.join(', ')} were sent and silently dropped. ` +
      'Give the account push access to the repository, and let the assignee be assignable there.',
    { kind: 'refused', fields },
    opened,
  );
}

function fenceMissing(ref: TicketRef, draft: Draft): TrackerError {
  return new TrackerError(
    `GitHub, ${ref.url}: the end marker of ${draft.display} is gone from the text, so nothing was written there. ` +
      'Restore it from the edit history of the issue.',
    { kind: 'refused', fields: ['fence'] },
  );
}

/** Eyes, not thumbs-up, which reads as "done". Adding one twice changes nothing; a deleted comment needs none. */
async function acknowledge(api: Api, path: IssuePath, comment: string): Promise<void> {
  await api.client.call(
    'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions',
    { owner: path.owner, repo: path.repo, comment_id: Number(comment), content: 'eyes' },
    { scope: 'ticket', accept: [404] },
  );
}
