import type { Json, RecordedEvent } from './event.ts';

type Body = Record<string, Json>;

/**
 * How bodies of an older shape become those of the next one, by stream's prefix and kind; the first entry leads from schema 1 to 2.
 * Once released, an entry never changes: logs of its time are read through it for ever.
 */
const steps: readonly Partial<Record<string, (body: Body) => Body>>[] = [
  {
    // A new date and a reviewer's words are called the same in tasks and nonconformities.
    'nonconformity/extension-approved': ({ to = null, ...body }) => ({ ...body, due: to }),
    'nonconformity/judged': ({ why = { text: '' }, ...body }) => ({ ...body, text: why }),
    'task/returned': (body) => ({ items: [], ...body }),
  },
];

/** Version of the shape that events are written in; no newer one can be read. */
export const EVENT_SCHEMA = steps.length + 1;

/** @returns the event in the present shape. Pure; the log and its hashes stay as they were written. @param schema at most `EVENT_SCHEMA`. */
export function inPresentShape<E extends RecordedEvent>(event: E, schema: number): E {
  if (schema >= EVENT_SCHEMA) return event;
  const [prefix] = event.stream.split('/');
  const changes = steps.slice(schema - 1).flatMap((step) => step[`${prefix}/${event.kind}`] ?? []);
  return changes.length === 0 ? event : { ...event, body: changes.reduce((body, change) => change(body), event.body) };
}
