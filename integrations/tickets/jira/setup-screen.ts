import type { Shortcoming } from '../port.ts';
import type { Api } from './api.ts';
import { screenOf } from './screen.ts';
import { type Field, parsed, typesShape } from './shapes.ts';
import { allowedBy, allows, jsonFor } from './values.ts';

/** What the adapter fills by itself. */
const FILLED = [
  'project',
  'issuetype',
  'summary',
  'description',
  'labels',
  'assignee',
  'duedate',
  'reporter',
  'parent',
];
/** What a screen must show so that a ticket can be opened. */
const SHOWN = ['summary', 'description', 'labels', 'assignee', 'duedate'];
const MOST_TYPES = 100;

interface Type {
  id: string;
  name: string;
  subtask: boolean;
}

/** Whether the issue types are there, and what their screens demand is filled with what they take. */
export async function screenShortcomings(api: Api): Promise<Shortcoming[]> {
  const { type, subtaskType } = api.options;
  const types = await typesOf(api);
  const wanted = [{ key: 'type', id: type, isPart: false }].concat(
    subtaskType === undefined ? [] : [{ key: 'subtask_type', id: subtaskType, isPart: true }],
  );
  const found: Shortcoming[] = [];
  const seen = new Set<string>();
  for (const { key, id, isPart } of wanted) {
    const standing = types.find((each) => each.id === id);
    if (standing?.subtask !== isPart) {
      found.push(
        noType(
          api,
          key,
          id,
          types.filter(({ subtask }) => subtask === isPart),
        ),
      );
      continue;
    }
    // An administrator may have changed the screen since.
    api.learnt.screens.delete(id);
    const screen = await screenOf(api, id);
    for (const field of screen.keys()) seen.add(field);
    found.push(...lackingOn(api, standing, screen));
  }
  return [...oncePerKey(found), ...unknownFields(api, seen)];
}

/** Both types may lack the same: it is mended at one place. */
function oncePerKey(list: Shortcoming[]): Shortcoming[] {
  const keyOf = ({ what, at, found }: Shortcoming) => `${what} ${at?.join('.') ?? found}`;
  return list.filter((each, i) => list.findIndex((other) => keyOf(other) === keyOf(each)) === i);
}

async function typesOf({ client, options }: Api): Promise<Type[]> {
  const asked = { projectIdOrKey: encodeURIComponent(options.project), maxResults: MOST_TYPES };
  const answer = await client.call(
    ({ getCreateIssueMetaIssueTypes }, jira) => getCreateIssueMetaIssueTypes(jira, asked),
    { scope: 'target' },
  );
  return parsed(typesShape, answer.data, `${options.project}, issue types`).issueTypes;
}

function lackingOn(api: Api, type: Type, screen: Map<string, Field>): Shortcoming[] {
  const place = `project ${api.options.project}, type ${type.name}`;
  const { fields, priority } = api.options;
  const hidden = [...SHOWN, ...(Object.values(priority).some(Boolean) ? ['priority'] : [])].filter(
    (id) => !screen.has(id),
  );
  const lacking: Shortcoming[] = hidden.map((id) => ({
    what: 'field',
    found: `${place} does not show "${id}" when an issue is created`,
    fix: `put ${id} on the screen of that type`,
    blocks: true,
  }));
  for (const [id, field] of screen) {
    const value = fields[id];
    if (value === undefined) {
      if (isOwed(id, field)) lacking.push(fieldLack(api, id, field, `${place} needs "${field.name}"`));
      continue;
    }
    const found = jsonFor(field, value);
    if ('wrong' in found) lacking.push(fieldLack(api, id, field, `${place}, "${field.name}": ${found.wrong}`));
  }
  return [...lacking, ...priorityLacks(api, place, screen.get('priority'))];
}

function priorityLacks({ options }: Api, place: string, field: Field | undefined): Shortcoming[] {
  if (field?.allowedValues === undefined) return [];
  return Object.entries(options.priority)
    .filter(([, id]) => id !== undefined && !allows(field, id))
    .map(([key, id]) => ({
      what: 'priority',
      found: `${place} has no priority ${id}`,
      fix: `trackers.${options.id}.priority.${key}`,
      ...allowed(field),
      at: ['priority', key],
      blocks: true,
    }));
}

function fieldLack({ options }: Api, id: string, field: Field, found: string): Shortcoming {
  const fix = `trackers.${options.id}.fields.${id}`;
  return { what: 'field', found, fix, ...allowed(field), at: ['fields', id], blocks: true };
}

/** @returns whether somebody must state a value for a field of the screen for creating. */
export function isOwed(id: string, { required, hasDefaultValue }: Field): boolean {
  return required && hasDefaultValue !== true && !FILLED.includes(id) && id !== 'priority';
}

/** A transition may ask for it: only people can tell. */
function unknownFields({ options }: Api, seen: Set<string>): Shortcoming[] {
  return Object.keys(options.fields)
    .filter((id) => seen.size > 0 && !seen.has(id))
    .map((id) => ({
      what: 'field',
      found: `project ${options.project} shows no field ${id} when an issue is created; it is filled in transitions only`,
      fix: `remove trackers.${options.id}.fields.${id} if no transition asks for it`,
      allowed: [...seen].filter((each) => !FILLED.includes(each)).join(', '),
      at: ['fields', id],
      blocks: false,
    }));
}

function noType({ options }: Api, key: string, id: string, types: Type[]): Shortcoming {
  return {
    what: 'type',
    found: `project ${options.project} has no issue type ${id}${key === 'type' ? '' : ' for parts of another issue'}`,
    fix: `trackers.${options.id}.${key}`,
    allowed: types.map((type) => `${type.id} (${type.name})`).join(', ') || 'none: leave it out',
    at: [key],
    blocks: true,
  };
}

function allowed(field: Field): { allowed?: string } {
  const values = allowedBy(field);
  return values === undefined ? {} : { allowed: values };
}
