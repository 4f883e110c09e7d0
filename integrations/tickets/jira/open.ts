import type { Draft } from '../../../rules/ticket.ts';
import { TrackerError } from '../errors.ts';
import type { Until } from '../port.ts';
import { refOf } from './address.ts';
import type { Api } from './api.ts';
import { refuseDropped } from './dropped.ts';
import { newText, nextLabels, parentOf, summaryOf } from './edit-plan.ts';
import { fetchIssue, PROPERTY } from './issue.ts';
import { configuredFields } from './screen.ts';
import { createdShape, type Issue, parsed } from './shapes.ts';

/**
 * Opens an issue with its key in the same call, and reads it back: the answer to the call names neither time nor fields.
 * @throws TrackerError `refused` with the fields that were dropped, or that the project demands and nobody configured.
 */
export async function openIssue(api: Api, draft: Draft, until?: Until): Promise<Issue> {
  const { options } = api;
  const parent = options.subtaskType === undefined ? undefined : parentOf(options, draft);
  // A project may assign what nobody is named for, and whoever gets it so was not asked.
  const { refused, ...created } = await createdAs(api, draft, { parent, assignee: draft.assignee ?? null }, until);
  api.recent.wrote(created.id);
  const ref = refOf(options.id, options.site, created);
  const issue = await afterCreating(fetchIssue(api, ref));
  const opened = { ref, at: issue.fields.created };
  if (refused !== undefined) throw new TrackerError(refused.message, refused.fault, opened);
  refuseDropped(api, ref, issue, draft, undefined, opened);
  return issue;
}

/**
 * Once an issue was created, a tracker that asks for less has not left it undone: it counts as tried, or another worker, whose search does not
 * show it yet, would create it again (decision 005).
 */
export async function afterCreating<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof TrackerError) || error.fault.kind !== 'rate-limited') throw error;
    throw new TrackerError(error.message, { kind: 'unreachable' });
  }
}

interface Created {
  id: string;
  key: string;
  /** What was left out although people have to know. */
  refused?: TrackerError;
}

/** What an issue is opened with beside the rest; `assignee` null is nobody, undefined whom the project assigns by itself. */
interface Wishes {
  parent: string | undefined;
  assignee: string | null | undefined;
}

/** What a project does not take is left out where the work is owed all the same. */
async function createdAs(api: Api, draft: Draft, wishes: Wishes, until: Until | undefined): Promise<Created> {
  try {
    return await create(api, draft, wishes, until);
  } catch (error) {
    if (!(error instanceof TrackerError) || error.fault.kind !== 'refused') throw error;
    const next = without(wishes, error.fault.fields);
    if (next === undefined) throw error;
    const created = await createdAs(api, draft, next, until);
    return typeof wishes.assignee === 'string' && next.assignee === null ? { ...created, refused: error } : created;
  }
}

/** A parent that takes no parts (it is gone, moved to another project, or a part itself); somebody who left; then that it is nobody's. */
function without(wishes: Wishes, fields: string[]): Wishes | undefined {
  if (wishes.parent !== undefined && fields.some((field) => /^parent/i.test(field)))
    return { ...wishes, parent: undefined };
  if (wishes.assignee === undefined || !fields.includes('assignee')) return undefined;
  return { ...wishes, assignee: wishes.assignee === null ? undefined : null };
}

async function create(
  api: Api,
  draft: Draft,
  { parent, assignee }: Wishes,
  until: Until | undefined,
): Promise<{ id: string; key: string }> {
  const { options } = api;
  const type = parent === undefined ? options.type : (options.subtaskType ?? options.type);
  const { doc, hash } = newText(draft);
  const priority = draft.grade ? options.priority[draft.grade] : options.priority.task;
  const fields = {
    ...(await configuredFields(api, type)),
    project: { key: options.project },
    issuetype: { id: type },
    summary: summaryOf(draft),
    description: doc,
    labels: nextLabels([], draft),
    ...(assignee !== undefined && { assignee: assignee && { accountId: assignee } }),
    ...(draft.due && { duedate: draft.due }),
    ...(priority !== undefined && { priority: { id: priority } }),
    ...(parent !== undefined && { parent: { id: parent } }),
  };
  const mark = { key: draft.key, display: draft.display, hash, home: options.project };
  const properties = [{ key: PROPERTY, value: mark }];
  const answer = await api.client.call(({ createIssue }, jira) => createIssue(jira, { fields, properties }), {
    scope: 'target',
    until,
  });
  return parsed(createdShape, answer.data, `${options.project}, opening ${draft.display}`);
}
