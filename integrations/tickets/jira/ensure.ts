import type { editIssue } from 'jira.js/cloud';
import type { Draft, TicketRef } from '../../../rules/ticket.ts';
import { TrackerError } from '../errors.ts';
import { unlessHandedOver } from '../handed-over.ts';
import type { Ensured, Until } from '../port.ts';
import { nameOf, refOf } from './address.ts';
import type { Api } from './api.ts';
import { categoryOf, shown } from './category.ts';
import type { Answer } from './client.ts';
import { refuseDropped } from './dropped.ts';
import { type EditPlan, planEdit } from './edit-plan.ts';
import { fetchIssue, idOf, isForeign, learning, PROPERTY, standingOf } from './issue.ts';
import { findByKey } from './lookup.ts';
import { afterCreating, openIssue } from './open.ts';
import { type Issue, issueShape, parsed } from './shapes.ts';
import { moveTo } from './transition.ts';

/** The port's `ensure`: read, plan, move, write in one call, compare with what Jira answers. */
export async function ensure(api: Api, draft: Draft, known?: TicketRef, until?: Until): Promise<Ensured> {
  const found = known === undefined ? await lookUp(api, draft) : await present(api, draft, known);
  const issue = found ?? (await openIssue(api, draft, until));
  const ref = refOf(api.options.id, api.options.site, issue);
  const { assignee } = issue.fields;
  const wanted = unlessHandedOver(draft, assignee ? [assignee] : []);
  const at = issue.fields.created;
  const { written, writes, rewritten } = await naming(makeSo(api, ref, issue, wanted), found ? undefined : { ref, at });
  const opened = found === undefined ? 1 : 0;
  const { updated } = written.fields;
  return { ref, created: found === undefined, at, updated, writes: opened + writes, rewritten };
}

/** A ticket that is there is to be followed, also where something of it was refused. */
async function naming<T>(work: Promise<T>, opened: TrackerError['opened']): Promise<T> {
  try {
    return await (opened ? afterCreating(work) : work);
  } catch (error) {
    if (opened === undefined || !(error instanceof TrackerError) || error.fault.kind !== 'refused') throw error;
    throw new TrackerError(error.message, error.fault, opened);
  }
}

/** What search shows may be minutes old; what is written over it must not be. */
async function lookUp(api: Api, draft: Draft): Promise<Issue | undefined> {
  const found = await findByKey(api, draft);
  return found && fetchIssue(api, refOf(api.options.id, api.options.site, found));
}

/** A known ticket as it is now, or was just read by whoever decided on that. */
async function present(api: Api, { justRead }: Draft, ref: TicketRef): Promise<Issue> {
  const issue = (justRead && api.recent.take(ref.id)) || (await fetchIssue(api, ref));
  if (!(await isForeign(api, issue))) return issue;
  throw new TrackerError(
    `Jira, ${api.options.site}: the issue of id ${ref.id} is ${issue.key}, and not ${nameOf(ref)}, which was opened elsewhere. ` +
      'Name the site at which it was opened, or give this one a tracker of its own in the programme',
    { kind: 'gone' },
  );
}

/** Moves first, for the answer to the edit then shows both. What a workflow refuses is told after all else is written. */
async function makeSo(
  api: Api,
  ref: TicketRef,
  issue: Issue,
  draft: Draft,
): Promise<{ written: Issue; writes: number; rewritten: boolean }> {
  const plan = planEdit(api.options, issue, draft);
  const isEdited = Object.keys(plan.fields).length > 0 || plan.mark !== undefined;
  const move = isAs(api, issue, draft) ? { moves: 0 } : await moved(api, ref, issue, draft);
  const written = isEdited
    ? await edit(api, ref, issue, plan, draft)
    : move.moves > 0
      ? await fetchIssue(api, ref)
      : issue;
  if (move.blocked) throw move.blocked;
  if (!isAs(api, written, draft)) throw notMoved(ref, draft, written);
  if (plan.fenceMissing) throw fenceMissing(ref, draft);
  return { written, writes: move.moves + (isEdited ? 1 : 0), rewritten: plan.fields.description !== undefined };
}

function isAs({ options }: Api, issue: Issue, { category }: Draft): boolean {
  return category === undefined || categoryOf(options, standingOf(issue)) === shown(options, category);
}

async function moved(
  api: Api,
  ref: TicketRef,
  issue: Issue,
  { category = 'open' }: Draft,
): Promise<{ moves: number; blocked?: TrackerError }> {
  try {
    return { moves: await moveTo(api, ref, issue, category) };
  } catch (error) {
    if (error instanceof TrackerError && error.fault.kind === 'refused') return { moves: 0, blocked: error };
    throw error;
  }
}

async function edit(api: Api, ref: TicketRef, issue: Issue, plan: EditPlan, draft: Draft): Promise<Issue> {
  const { fields, mark } = plan;
  const asked = {
    issueIdOrKey: idOf(ref),
    fields,
    ...(mark && { properties: [{ key: PROPERTY, value: mark }] }),
    returnIssue: true,
  };
  const answer = await put(api, asked);
  api.recent.wrote(ref.id);
  const returned =
    answer.data === undefined ? await fetchIssue(api, ref) : parsed(issueShape, answer.data, nameOf(ref));
  const written = { ...learning(api, returned), properties: mark ?? issue.properties };
  refuseDropped(api, ref, written, draft, Object.keys(fields));
  return written;
}

/** Without the right to spare watchers a mail Jira may refuse the whole edit; then it is made with one, and so is each after it. */
async function put(api: Api, asked: Parameters<typeof editIssue>[1]): Promise<Answer> {
  if (api.options.quiet && !api.learnt.isLoud) {
    const quiet = { ...asked, notifyUsers: false };
    const answer = await api.client.call(({ editIssue }, jira) => editIssue(jira, quiet), {
      scope: 'ticket',
      accept: [403],
    });
    if (answer.status !== 403) return answer;
    api.learnt.isLoud = true;
  }
  return api.client.call(({ editIssue }, jira) => editIssue(jira, asked), { scope: 'ticket' });
}

function notMoved(ref: TicketRef, { category }: Draft, { fields }: Issue): TrackerError {
  const { id, name } = fields.status;
  return new TrackerError(
    `Jira, ${nameOf(ref)}: it should be ${category}, and is in status ${id} (${name}), resolution ${fields.resolution?.id ?? 'none'}. ` +
      'The transition shows no resolution on its screen: add it there, or name a status of its own for what is dropped.',
    { kind: 'refused', fields: ['resolution'] },
  );
}

function fenceMissing(ref: TicketRef, draft: Draft): TrackerError {
  return new TrackerError(
    `Jira, ${ref.url}: the line that ends the engine's part of ${draft.display} is gone from the description, so nothing was written ` +
      'there. Restore it from the history of the issue.',
    { kind: 'refused', fields: ['fence'] },
  );
}
