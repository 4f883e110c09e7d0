import { z } from 'zod';
import type { JiraValue } from '../../../rules/programme.ts';
import type { Field } from './shapes.ts';

/** What the API takes for a configured value, or why that value will not do. */
export type FieldValue = { json: unknown } | { wrong: string };

/** One of the values of a field, with those below it. */
export interface Choice {
  id: string;
  name: string;
  children: Choice[];
}

const choiceShape = z.object({
  id: z.string(),
  value: z.string().optional(),
  name: z.string().optional(),
  children: z.array(z.unknown()).optional(),
});

const BY_ID = ['option', 'priority', 'resolution', 'version', 'component', 'securitylevel', 'issuetype'];

/** @returns a configured value in the shape that the field's own description asks for, checked against the values it allows. */
export function jsonFor(field: Field, value: JiraValue): FieldValue {
  const type = field.schema?.type ?? 'string';
  if (type === 'array') return listOf(field, value);
  if (type === 'option-with-child') return cascade(field, value);
  if (type === 'user')
    return { json: { accountId: typeof value === 'object' && 'user' in value ? value.user : value } };
  if (typeof value !== 'string') return { wrong: `not a value for ${type}` };
  if (BY_ID.includes(type)) return choice(field, value);
  if (type === 'number')
    return Number.isFinite(Number(value)) ? { json: Number(value) } : { wrong: `${value} is no number` };
  if (type === 'date')
    return /^\d{4}-\d{2}-\d{2}$/.test(value) ? { json: value } : { wrong: `${value} is no date (YYYY-MM-DD)` };
  if (type !== 'string' && type !== 'datetime') return { wrong: `fields of type ${type} cannot be filled here` };
  return { json: field.schema?.custom?.endsWith(':textarea') ? documentOf(value) : value };
}

/** @returns what a field takes, in words: `10220 (Operations), 10221 (Security)`; undefined where anything goes. */
export function allowedBy(field: Field): string | undefined {
  const all = choicesOf(field.allowedValues ?? []).flatMap(({ id, name, children }) =>
    children.length === 0 ? [`${id} (${name})`] : children.map((child) => `${id}/${child.id} (${name}/${child.name})`),
  );
  return all.length === 0 ? undefined : all.join(', ');
}

/** @returns whether a field takes this id. */
export function allows(field: Field, id: string): boolean {
  return choicesOf(field.allowedValues ?? []).some((each) => each.id === id);
}

function choice(field: Field, id: string): FieldValue {
  const isKnown = field.allowedValues === undefined || allows(field, id);
  return isKnown ? { json: { id } } : { wrong: `${id} is not among its values` };
}

function cascade(field: Field, value: JiraValue): FieldValue {
  if (typeof value === 'object' && 'user' in value) return { wrong: 'an account is not among its values' };
  const [option, child] = typeof value === 'string' ? [value] : [value.option, value.child];
  const parent = choicesOf(field.allowedValues ?? []).find(({ id }) => id === option);
  if (parent === undefined) return { wrong: `${option} is not among its values` };
  if (child === undefined) return { json: { id: option } };
  const isBelow = parent.children.some(({ id }) => id === child);
  return isBelow ? { json: { id: option, child: { id: child } } } : { wrong: `${child} is not below ${option}` };
}

/** Several are written with commas between them. */
function listOf(field: Field, value: JiraValue): FieldValue {
  const items = field.schema?.items ?? 'string';
  const single: Field = { ...field, schema: { type: items } };
  const parts = typeof value === 'string' ? value.split(',').map((part) => part.trim()) : [value];
  const all = parts.filter((part) => part !== '').map((part) => jsonFor(single, part));
  const wrong = all.find((each) => 'wrong' in each);
  return wrong ?? { json: all.flatMap((each) => ('json' in each ? [each.json] : [])) };
}

function documentOf(text: string): object {
  return { type: 'doc', version: 1, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] };
}

/** @returns the values that a field's description lists. */
export function choicesOf(values: unknown[]): Choice[] {
  return values.flatMap((each) => {
    const found = choiceShape.safeParse(each);
    if (!found.success) return [];
    const { id, value, name, children = [] } = found.data;
    return [{ id, name: value ?? name ?? id, children: choicesOf(children) }];
  });
}
