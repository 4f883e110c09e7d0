import type { JiraValue } from '../../../../rules/programme.ts';
import type { Field } from '../shapes.ts';
import { allowedBy, choicesOf, jsonFor } from '../values.ts';

/** A field that must be filled when an issue is opened. */
export interface Demand {
  /** As the API names it. */
  id: string;
  name: string;
  /** What it takes, in words. */
  allowed: string;
  /** @returns what somebody typed as the programme states it, ids and names of values included, or why it will not do. */
  read(text: string): { value: JiraValue } | { wrong: string };
}

const FORMS: Record<string, string> = {
  date: 'a date, YYYY-MM-DD',
  number: 'a number',
  user: 'an account id',
  array: 'values with commas between them',
};

/** @returns the field as a question to people. */
export function demandOf(id: string, field: Field): Demand {
  const type = field.schema?.type ?? 'string';
  return {
    id,
    name: field.name,
    allowed: allowedBy(field) ?? FORMS[type] ?? 'a text',
    read(text) {
      if (text === '') return { wrong: 'nothing' };
      const value = stated(field, type, text);
      const found = jsonFor(field, value);
      return 'wrong' in found ? found : { value };
    },
  };
}

function stated(field: Field, type: string, text: string): JiraValue {
  if (type === 'user') return { user: text };
  const choices = choicesOf(field.allowedValues ?? []);
  if (type === 'array')
    return text
      .split(',')
      .map((part) => idIn(choices, part.trim()))
      .join(',');
  if (type !== 'option-with-child') return idIn(choices, text);
  const [upper = '', lower] = text.split('/').map((part) => part.trim());
  const option = idIn(choices, upper);
  if (lower === undefined) return option;
  return { option, child: idIn(choices.find((each) => each.id === option)?.children ?? [], lower) };
}

/** People type what they see; the programme keeps what does not change. */
function idIn(choices: { id: string; name: string }[], text: string): string {
  if (choices.some(({ id }) => id === text)) return text;
  const named = choices.filter(({ name }) => name.toLowerCase() === text.toLowerCase());
  return named.length === 1 ? (named[0]?.id ?? text) : text;
}
