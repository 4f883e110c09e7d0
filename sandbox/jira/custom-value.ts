import type { CustomValue } from './issues/values.ts';
import { isRecord } from './json.ts';
import type { Field, Option } from './model.ts';
import { findAccount, type Site } from './site.ts';
import { day, Wrong } from './wrong.ts';

/** A custom field's value in the form that its type has. Throws `Wrong`. */
export function customValue(site: Site, field: Field, value: unknown): CustomValue {
  switch (field.type) {
    case 'select':
      return { field, value: option(field.options ?? [], value) };
    case 'cascading':
      return { field, value: cascade(field, value) };
    case 'text':
      return { field, value: line(value) };
    case 'date':
      return { field, value: day(value) };
    case 'user':
      return { field, value: person(site, value) };
    default:
      throw new Wrong(`Field '${field.id}' cannot be changed here.`);
  }
}

function option(options: readonly Option[], given: unknown): Option {
  if (!isRecord(given)) throw new Wrong("Specify a valid 'id' or 'name' for the option");
  const found = options.find((each) => (given.id === undefined ? each.value === given.value : each.id === given.id));
  if (found) return found;
  throw new Wrong(
    given.id === undefined
      ? `Option value '${String(given.value)}' is not valid`
      : `Option id '${String(given.id)}' is not valid`,
  );
}

function cascade(field: Field, given: unknown): { option: Option; child: Option | null } {
  const parent = option(field.options ?? [], given);
  const child = isRecord(given) ? given.child : undefined;
  return { option: parent, child: child === undefined || child === null ? null : option(parent.children ?? [], child) };
}

function line(given: unknown): string {
  if (typeof given !== 'string') throw new Wrong('Operation value must be a string');
  if (given.length > 255)
    throw new Wrong('The entered text is too long. It exceeds the allowed limit of 255 characters.');
  return given;
}

function person(site: Site, given: unknown) {
  const id = isRecord(given) ? (given.accountId ?? given.id) : undefined;
  const found = typeof id === 'string' ? findAccount(site, id) : undefined;
  if (!found || found.isInactive) throw new Wrong(`User '${String(id)}' was not found in the system.`);
  return found;
}
