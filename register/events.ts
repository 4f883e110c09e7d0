import type { EventQuery, LoggedEvent } from './log.ts';

/** Most events that a whole reading of the log holds at a time. */
const PAGE = 500;

/** What to read of the log from its beginning to its end. */
export type EventsOf = Pick<EventQuery, 'stream' | 'kinds' | 'words'>;

interface Log {
  events(query: EventQuery): Promise<LoggedEvent[]>;
}

/** @returns all events asked for, oldest first; a page of them is held at a time. */
export async function* eventsIn(register: Log, of: EventsOf): AsyncGenerator<LoggedEvent> {
  for (let after = 0; ; ) {
    const page = await register.events({ ...of, after, limit: PAGE });
    yield* page;
    after = page.at(-1)?.sequence ?? after;
    if (page.length < PAGE) return;
  }
}

/** @returns all events asked for, oldest first, as a list. */
export async function allEvents(register: Log, of: EventsOf): Promise<LoggedEvent[]> {
  const all: LoggedEvent[] = [];
  for await (const event of eventsIn(register, of)) all.push(event);
  return all;
}
