import { Refusal } from './refusal.ts';

/** Whether the value is a JSON object. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The JSON of a request's raw body, an empty object if there is none. 400 if it is no JSON. */
export function parseBody(raw: unknown): unknown {
  if (typeof raw !== 'string' || raw === '') return {};
  try {
    return JSON.parse(raw);
  } catch {
    throw new Refusal(400, 'Problems parsing JSON');
  }
}
