import { createIssue } from 'jira.js/cloud';
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
  const created = await createdAs(api, draft, { parent, assignee: draft.assignee ?? null }, until);
  api.recent.wrote(created.id);
  const ref = refOf(options.id, options.site, created);
  const issue = await fetchIssue(api, ref);
  refuseDropped(api, ref, issue, draft, undefined, { ref, at: issue.fields.created });
  return issue;
}

/** What an issue is opened with beside the rest; `assignee` null is nobody, undefined whom the project assigns by itself. */
interface Wishes {
  parent: string | undefined;
  assignee: string | null | undefined;
}

/** What a project does not take is left out where the work is owed all the same. */
async function createdAs(
  api: Api,
  draft: Draft,
  wishes: Wishes,
  until: Until | undefined,
): Promise<{ id: string; key: string }> {
  try {
    return await create(api, draft, wishes, until);
  } catch (error) {
    const fields = error instanceof TrackerError && error.fault.kind === 'refused' ? error.fault.fields : [];
    const next = without(wishes, fields);
    if (next === undefined) throw error;
    return createdAs(api, draft, next, until);
  }
}

/** A parent that takes no parts (it is gone, moved to another project, or a part itself), and that nobody is assigned. */
function without(wishes: Wishes, fields: string[]): Wishes | undefined {
  if (wishes.parent !== undefined && fields.some((field) => /^parent/i.test(field)))
    return { ...wishes, parent: undefined };
  return wishes.assignee === null && fields.includes('assignee') ? { ...wishes, assignee: undefined } : undefined;
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
    ...(draft.due !== undefined && { duedate: draft.due }),
    ...(priority !== undefined && { priority: { id: priority } }),
    ...(parent !== undefined && { parent: { id: parent } }),
  };
  const mark = { key: draft.key, display: draft.display, hash, home: options.project };
  const properties = [{ key: PROPERTY, value: mark }];
  const answer = await api.client.call((jira) => createIssue(jira, { fields, properties }), { scope: 'target', until });
  return parsed(createdShape, answer.data, `${options.project}, opening ${draft.display}`);
}
