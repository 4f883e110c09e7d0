import { bad } from './refusal.ts';

/** Whether the value is a JSON object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON of a request's raw body, undefined if there is none. 400 if it is no JSON. */
export function parseBody(raw: unknown): unknown {
  if (typeof raw !== 'string' || raw === '') return undefined;
  try {
    return JSON.parse(raw);
  } catch {
    throw bad('There was an error parsing JSON. Check that your request body is valid.');
  }
}
