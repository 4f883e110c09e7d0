import type { Person } from '../../store/model.ts';
import type { Doc, Field, Issue, Item, Named, Option } from '../model.ts';
import { keyOf } from '../site.ts';

/** The values of fields, checked, ready to be set. Only what is there is set; null empties. */
export interface Values {
  readonly summary?: string;
  readonly description?: Doc | null;
  readonly labels?: readonly string[];
  readonly assignee?: Person | null;
  readonly duedate?: string | null;
  readonly priority?: Named;
  readonly parent?: Issue | null;
  readonly resolution?: Named | null;
  /** By the field's id. */
  readonly custom?: ReadonlyMap<string, CustomValue | null>;
}

/** A custom field's value as the API gives it, with the words that people read. */
export interface CustomValue {
  readonly field: Field;
  readonly value: string | Option | Person | { readonly option: Option; readonly child: Option | null };
}

/** Sets the values; returns what changed, for the history. */
export function applyValues(issue: Issue, values: Values): Item[] {
  const items: Item[] = [];
  const set = <T>(
    field: string,
    before: T,
    after: T | undefined,
    words: (value: T) => Words,
    apply: (to: T) => void,
  ) => {
    if (after === undefined || same(before, after)) return;
    items.push(item(field, 'jira', words(before), words(after)));
    apply(after);
  };
  set('summary', issue.summary, values.summary, text, (to) => {
    issue.summary = to;
  });
  set('description', issue.description, values.description, prose, (to) => {
    issue.description = to;
  });
  set(
    'labels',
    issue.labels,
    values.labels,
    (to) => ({ id: null, text: to.join(' ') }),
    (to) => {
      issue.labels = to;
    },
  );
  set('assignee', issue.assignee, values.assignee, personWords, (to) => {
    issue.assignee = to;
  });
  set(
    'duedate',
    issue.dueDate,
    values.duedate,
    (to) => ({ id: to, text: to && `${to} 00:00:00.0` }),
    (to) => {
      issue.dueDate = to;
    },
  );
  set(
    'priority',
    issue.priority,
    values.priority,
    (to) => ({ id: to.id, text: to.name }),
    (to) => {
      issue.priority = to;
    },
  );
  set(
    'parent',
    issue.parent,
    values.parent,
    (to) => ({ id: to && String(to.id), text: to && keyOf(to) }),
    (to) => {
      issue.parent = to;
    },
  );
  set(
    'resolution',
    issue.resolution,
    values.resolution,
    (to) => ({ id: to?.id ?? null, text: to?.name ?? null }),
    (to) => {
      issue.resolution = to;
    },
  );
  for (const [id, custom] of values.custom ?? []) items.push(...applyCustom(issue, id, custom));
  return items;
}

function applyCustom(issue: Issue, id: string, custom: CustomValue | null): Item[] {
  const before = issue.custom.get(id) as CustomValue | undefined;
  if (same(before?.value ?? null, custom?.value ?? null)) return [];
  if (custom) issue.custom.set(id, custom);
  else issue.custom.delete(id);
  const name = (custom ?? before)?.field.name ?? id;
  return [{ ...item(name, 'custom', customWords(before ?? null), customWords(custom)), fieldId: id }];
}

interface Words {
  readonly id: string | null;
  readonly text: string | null;
}

/** One entry of the history. */
export function item(field: string, fieldtype: Item['fieldtype'], from: Words, to: Words): Item {
  return { field, fieldtype, fieldId: field, from: from.id, fromString: from.text, to: to.id, toString: to.text };
}

function text(value: string): Words {
  return { id: null, text: value };
}

/** The history prints descriptions as text. */
function prose(doc: Doc | null): Words {
  return { id: null, text: doc && proseOf(doc) };
}

function proseOf(node: { readonly text?: string; readonly content?: Doc['content'] }): string {
  return (node.text ?? '') + (node.content ?? []).map(proseOf).join('');
}

/** Account id and name. */
function personWords(person: Person | null): Words {
  return { id: person?.accountId ?? null, text: person ? (person.name ?? person.login) : null };
}

function customWords(custom: CustomValue | null): Words {
  if (!custom) return { id: null, text: null };
  const { value } = custom;
  if (typeof value === 'string') return { id: null, text: value };
  if ('login' in value) return personWords(value);
  if ('option' in value)
    return { id: value.option.id, text: [value.option.value, value.child?.value].filter(Boolean).join(' - ') };
  return { id: value.id, text: value.value };
}

function same(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (one === null || other === null) return false;
  if (isObject(one) && isObject(other) && 'id' in one && 'id' in other) return one.id === other.id;
  return JSON.stringify(one) === JSON.stringify(other);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
