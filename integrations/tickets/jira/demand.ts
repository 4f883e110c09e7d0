import type { Category } from '../../../rules/ticket.ts';
import type { JiraOptions } from './options.ts';
import type { Field, Issue, Transition } from './shapes.ts';
import { allowedBy, allows, jsonFor } from './values.ts';

/** A field that a transition demands and that nobody configured rightly. */
export interface Demand {
  /** Its id, as the API names it. */
  field: string;
  name: string;
  /** The key of the tracker in the programme that would fill it. */
  at: string;
  allowed: string;
}

export interface FilledIn {
  transition: Transition;
  fields: Record<string, unknown>;
  /** What is still missing; none: the transition can be made. */
  demands: Demand[];
}

interface Programmed {
  options: Pick<JiraOptions, 'fields' | 'resolution'>;
}

/** @returns a transition with the fields of its screen filled from the programme. */
export function filledIn(api: Programmed, issue: Issue, transition: Transition, wanted: Category): FilledIn {
  const filled: FilledIn = { transition, fields: {}, demands: [] };
  for (const [id, field] of Object.entries(transition.fields ?? {})) {
    const isOwed = field.required && field.hasDefaultValue !== true && !isSet(issue, id);
    const isResolution = id === 'resolution';
    const { value, at } = isResolution
      ? resolutionFor(api, transition, wanted, field)
      : configured(api, id, field, isOwed);
    if (value !== undefined) filled.fields[id] = value;
    else if (isOwed) filled.demands.push({ field: id, name: field.name, at, allowed: allowedBy(field) ?? 'any value' });
  }
  return filled;
}

/** A resolution on an issue that is open would show it as resolved. */
function resolutionFor(
  { options }: Programmed,
  { to }: Transition,
  wanted: Category,
  field: Field,
): { value: unknown; at: string } {
  const kind = wanted === 'dropped' ? 'dropped' : 'done';
  const id = options.resolution[kind];
  const isFitting = id !== undefined && (field.allowedValues === undefined || allows(field, id));
  const value = to.statusCategory.key === 'done' && isFitting ? { id } : undefined;
  return { value, at: `resolution.${kind}` };
}

/** Only what is owed: people may have put another value into a field that the screen merely shows. */
function configured(
  { options }: Programmed,
  id: string,
  field: Field,
  isOwed: boolean,
): { value: unknown; at: string } {
  const value = isOwed ? options.fields[id] : undefined;
  const found = value === undefined ? undefined : jsonFor(field, value);
  return { value: found && 'json' in found ? found.json : undefined, at: `fields.${id}` };
}

/** Jira demands no field again that the issue has already. */
function isSet({ fields }: Issue, id: string): boolean {
  const value: unknown = Object.entries(fields).find(([name]) => name === id)?.[1];
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== null;
}
