import type { Call } from './call.ts';
import { invalid, type Refusal } from './refusal.ts';

/** The longest body and title that GitHub takes, in characters. */
const bodyLimit = 65_536;
const titleLimit = 256;

/** A string of the body; undefined if absent. 422 if it is something else. */
export function optionalText(call: Call, resource: string, field: string): string | undefined {
  const value = call.body[field];
  if (value === undefined) return undefined;
  if (typeof value !== 'string') throw invalid(resource, field, 'invalid');
  return value;
}

/** A list of strings, also where labels come as `{name}`; undefined if absent. 422 if it is something else. */
export function optionalNames(resource: string, field: string, value: unknown): string[] | undefined {
  if (value === undefined || value === null) return undefined;
  if (!Array.isArray(value)) throw invalid(resource, field, 'invalid');
  return value.map((item) => nameOf(item) ?? throwing(invalid(resource, field, 'invalid')));
}

function nameOf(item: unknown): string | undefined {
  if (typeof item === 'string') return item;
  if (typeof item !== 'object' || item === null || !('name' in item)) return undefined;
  return typeof item.name === 'string' ? item.name : undefined;
}

function throwing(refusal: Refusal): never {
  throw refusal;
}

/** The title, if given. 422 if it is blank, or over 256 characters. */
export function optionalTitle(call: Call): string | undefined {
  const title = optionalText(call, 'Issue', 'title');
  if (title === undefined) return undefined;
  if (title.trim() === '') throw invalid('Issue', 'title', 'missing_field');
  if ([...title].length > titleLimit)
    throw invalid('Issue', 'title', 'custom', `title is too long (maximum is ${titleLimit} characters)`);
  return title;
}

/** The body, if given; null empties it. 422 over 65,536 characters. */
export function optionalBody(call: Call): string | null | undefined {
  if (call.body.body === null) return null;
  const body = optionalText(call, 'Issue', 'body');
  return body === undefined ? undefined : withinLimit('Issue', body);
}

/** A comment's body. 422 if it is missing, blank, or over 65,536 characters. */
export function commentBody(call: Call): string {
  const body = optionalText(call, 'IssueComment', 'body');
  if (body === undefined || body.trim() === '') throw invalid('IssueComment', 'body', 'missing_field');
  return withinLimit('IssueComment', body);
}

function withinLimit(resource: string, body: string): string {
  if ([...body].length > bodyLimit)
    throw invalid(resource, 'body', 'custom', `body is too long (maximum is ${bodyLimit} characters)`);
  return body;
}
