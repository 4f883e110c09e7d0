import type { Call } from '../call.ts';
import type { Issue } from '../model.ts';
import { keyOf } from '../site.ts';
import { apiAt } from './base.ts';
import { changelogInIssue } from './history.ts';
import { fieldsOf } from './issue.ts';

/** What of an issue is asked for. */
export interface Selection {
  /** Ids of fields, `*all`, `*navigable`, `-id` to leave one out. */
  readonly fields: readonly string[];
  /** Keys of entity properties, or `*all`. */
  readonly properties: readonly string[];
  readonly expand: readonly string[];
}

/** What `*navigable` leaves out. */
const notNavigable = ['comment', 'attachment'];

/** An issue with what was asked for. */
export function issueShape(call: Call, issue: Issue, selection: Selection, where: 'alone' | 'found') {
  const { fields: asked, properties, expand } = selection;
  const isBare = asked.length === 0 || asked.every((each) => each === 'id');
  const fields = isBare ? undefined : pick(fieldsOf(call, issue, where), asked);
  const kept = [...issue.properties].filter(([key]) => properties.includes(key) || properties.includes('*all'));
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    id: String(issue.id),
    self: `${apiAt(call.urls)}/issue/${issue.id}`,
    key: keyOf(issue),
    ...(fields ? { fields } : {}),
    ...(properties.length > 0 ? { properties: Object.fromEntries(kept) } : {}),
    ...(expand.includes('changelog') ? { changelog: changelogInIssue(call, issue) } : {}),
  };
}

function pick(fields: ReturnType<typeof fieldsOf>, asked: readonly string[]): Record<string, unknown> {
  const without = asked.filter((each) => each.startsWith('-')).map((each) => each.slice(1));
  const named = asked.filter((each) => !each.startsWith('-'));
  const isAll = named.length === 0 || named.includes('*all');
  const isWanted = (id: string) => {
    if (without.includes(id)) return false;
    return isAll || named.includes(id) || (named.includes('*navigable') && !notNavigable.includes(id));
  };
  const wanted = Object.entries(fields).filter(([id]) => isWanted(id));
  return Object.fromEntries(wanted.map(([id, make]) => [id, make()]));
}
