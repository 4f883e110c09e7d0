import { priorities, resolutions } from '../kinds/site-wide.ts';
import type { Field, FieldType, Json } from '../model.ts';
import type { Urls } from '../urls.ts';
import { apiAt, priorityShape, resolutionShape } from './base.ts';
import { optionShape } from './issue.ts';

const customTypes = 'com.atlassian.jira.plugin.system.customfieldtypes';

const schemas: Readonly<Record<FieldType, Json>> = {
  summary: { type: 'string' },
  description: { type: 'string' },
  labels: { type: 'array', items: 'string' },
  assignee: { type: 'user' },
  duedate: { type: 'date' },
  priority: { type: 'priority' },
  parent: { type: 'issuelink' },
  project: { type: 'project' },
  issuetype: { type: 'issuetype' },
  resolution: { type: 'resolution' },
  select: { type: 'option', custom: `${customTypes}:select` },
  cascading: { type: 'option-with-child', custom: `${customTypes}:cascadingselect` },
  text: { type: 'string', custom: `${customTypes}:textfield` },
  date: { type: 'date', custom: `${customTypes}:datepicker` },
  user: { type: 'user', custom: `${customTypes}:userpicker` },
};

/** What values the field takes, as screens and metadata tell. */
export function schemaOf({ id, type }: Field): Json {
  const schema = schemas[type];
  return id.startsWith('customfield_') ? { ...schema, customId: Number(id.split('_')[1]) } : { ...schema, system: id };
}

/** A field on a screen. */
export function fieldShape(urls: Urls, field: Field) {
  const allowedValues = allowedIn(urls, field);
  return {
    required: field.isRequired,
    schema: schemaOf(field),
    name: field.name,
    key: field.id,
    hasDefaultValue: field.type === 'priority',
    operations: ['set'],
    ...(allowedValues ? { allowedValues } : {}),
    ...(field.type === 'assignee' || field.type === 'user'
      ? { autoCompleteUrl: `${apiAt(urls)}/user/assignable/search?query=` }
      : {}),
  };
}

function allowedIn(urls: Urls, field: Field): readonly unknown[] | undefined {
  if (field.type === 'priority') return priorities.map((each) => priorityShape(urls, each));
  if (field.type === 'resolution') return resolutions.map((each) => resolutionShape(urls, each));
  return field.options?.map((option) => ({
    ...optionShape(urls, option),
    ...(option.children ? { children: option.children.map((child) => optionShape(urls, child)) } : {}),
  }));
}
