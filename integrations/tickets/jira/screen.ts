import { z } from 'zod';
import { TrackerError } from '../errors.ts';
import type { Api } from './api.ts';
import { type Field, fieldShape, parsed } from './shapes.ts';
import { allowedBy, jsonFor } from './values.ts';

const PAGE = 50;
const MOST_PAGES = 20;

const pageShape = z.object({
  fields: z.array(fieldShape.extend({ fieldId: z.string() })),
  total: z.number(),
});

/** As much as it takes to look at screens. */
export type Seen = Pick<Api, 'client' | 'learnt'> & { options: Pick<Api['options'], 'project'> };

/** The fields that an issue of this type takes when it is opened, by id; asked once. One call for each 50. */
export async function screenOf(api: Seen, type: string): Promise<Map<string, Field>> {
  const kept = api.learnt.screens.get(type);
  if (kept !== undefined) return kept;
  const screen = new Map<string, Field>();
  const { project } = api.options;
  for (let page = 0; page < MOST_PAGES; page++) {
    const asked = { projectIdOrKey: project, issueTypeId: type, startAt: page * PAGE, maxResults: PAGE };
    const answer = await api.client.call(
      ({ getCreateIssueMetaIssueTypeId }, jira) => getCreateIssueMetaIssueTypeId(jira, asked),
      { scope: 'target' },
    );
    const { fields, total } = parsed(pageShape, answer.data, `${project}, fields of type ${type}`);
    for (const { fieldId, ...field } of fields) screen.set(fieldId, field);
    if (fields.length === 0 || screen.size >= total) break;
  }
  api.learnt.screens.set(type, screen);
  return screen;
}

/**
 * The configured fields as the API takes them when an issue of this type is opened. Those that its screen does not show are left out:
 * they are for a transition, or for the other type.
 * @throws TrackerError `refused` naming a field whose configured value it does not take, and what it takes.
 */
export async function configuredFields(api: Api, type: string): Promise<Record<string, unknown>> {
  const configured = Object.entries(api.options.fields);
  if (configured.length === 0) return {};
  const screen = await screenOf(api, type);
  return Object.fromEntries(
    configured.flatMap(([id, value]) => {
      const field = screen.get(id);
      if (field === undefined) return [];
      const found = jsonFor(field, value);
      if ('json' in found) return [[id, found.json]];
      throw notTaken(api, id, field, found.wrong);
    }),
  );
}

function notTaken({ options }: Api, id: string, field: Field, wrong: string): TrackerError {
  const allowed = allowedBy(field);
  return new TrackerError(
    `Jira, ${options.project}: "${field.name}" (trackers.${options.id}.fields.${id}): ${wrong}${allowed ? `; allowed: ${allowed}` : ''}`,
    { kind: 'refused', fields: [id] },
  );
}
