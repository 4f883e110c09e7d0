import type { Json, NewEvent, RecordedEvent } from '../rules/event.ts';
import type { Instant } from '../rules/time.ts';
import { loadTexts, storeWords } from './blobs.ts';
import { canonical, hashOf } from './canonical.ts';
import { StreamConflict } from './errors.ts';
import type { Db, EventRow } from './schema.ts';
import { blobsIn, putBackWords, takeOutWords } from './words.ts';

/** Version of the shape of events that this release writes. */
const EVENT_SCHEMA = 1;

/** An event as the log holds it, with its place in the chain. */
export interface LoggedEvent extends RecordedEvent {
  /** Version of the event's shape. */
  schema: number;
  /** Hash of the event before, empty for the first. */
  previous: string;
  hash: string;
}

export interface Head {
  sequence: number;
  hash: string;
}

/** What to read of the log. All conditions hold together; events come in order of sequence. */
export interface EventQuery {
  stream?: string;
  kinds?: string[];
  /** Only events with a greater sequence: the last of the page before. */
  after?: number;
  /** Most events in the answer. */
  limit: number;
  /** Newest first; `after` then asks for smaller sequences. */
  newestFirst?: boolean;
  /** Whether people's words come as texts (the default) or as the hashes that the chain is made over. */
  words?: 'texts' | 'hashes';
}

/** Takes the write lock: the first statement of each transaction. @returns the end of the chain. */
export async function lockHead(db: Db): Promise<Head> {
  return db
    .updateTable('chain_head')
    .set((e) => ({ sequence: e.ref('sequence') }))
    .where('id', '=', 1)
    .returning(['sequence', 'hash'])
    .executeTakeFirstOrThrow();
}

/** @returns the hash of an event: over all its other fields, the hash before included. */
export function eventHash(event: Omit<LoggedEvent, 'hash'>): string {
  const { sequence, noticed, at, stream, version, kind, actor, body, schema, previous } = event;
  return hashOf({ sequence, noticed, at, stream, version, kind, actor, body, schema, previous });
}

/** Adds one event behind `head`. @returns it as recorded, words as hashes. */
export async function appendEvent(
  db: Db,
  head: Head,
  event: NewEvent,
  noticed: Instant,
  salt: () => string,
): Promise<LoggedEvent> {
  const [body, words] = takeOutWords(event.body, salt);
  await storeWords(db, words);
  const unhashed = {
    sequence: head.sequence + 1,
    noticed,
    at: event.at,
    stream: event.stream,
    version: (await streamVersion(db, event.stream)) + 1,
    kind: event.kind,
    actor: event.actor,
    body: JSON.parse(canonical(body)),
    schema: EVENT_SCHEMA,
    previous: head.hash,
  };
  const logged = { ...unhashed, hash: eventHash(unhashed) };
  await db
    .insertInto('event')
    .values({ ...logged, body: canonical(logged.body) })
    .execute();
  const end = { sequence: logged.sequence, hash: logged.hash };
  await db.updateTable('chain_head').set(end).where('id', '=', 1).execute();
  return logged;
}

/** @returns the version of a stream, 0 where nothing happened yet. */
export async function streamVersion(db: Db, stream: string): Promise<number> {
  const row = await db
    .selectFrom('event')
    .select((e) => e.fn.max('version').as('version'))
    .where('stream', '=', stream)
    .executeTakeFirst();
  return row?.version ?? 0;
}

/** @throws StreamConflict if the stream is not at `version`. */
export async function expectVersion(db: Db, stream: string, version: number): Promise<void> {
  const found = await streamVersion(db, stream);
  if (found !== version) throw new StreamConflict(stream, version, found);
}

/** @returns the end of the chain: sequence 0 and an empty hash before the first event. */
export async function readHead(db: Db): Promise<Head> {
  return db.selectFrom('chain_head').select(['sequence', 'hash']).where('id', '=', 1).executeTakeFirstOrThrow();
}

/** @returns the events asked for. */
export async function readEvents(db: Db, query: EventQuery): Promise<LoggedEvent[]> {
  const { stream, kinds, after, newestFirst } = query;
  if (kinds?.length === 0) return [];
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .$if(stream !== undefined, (q) => q.where('stream', '=', stream ?? ''))
    .$if(kinds !== undefined, (q) => q.where('kind', 'in', kinds ?? []))
    .$if(after !== undefined, (q) => q.where('sequence', newestFirst ? '<' : '>', after ?? 0))
    .orderBy('sequence', newestFirst ? 'desc' : 'asc')
    .limit(query.limit)
    .execute();
  const events = rows.map(eventOf);
  if (query.words === 'hashes') return events;
  const texts = await loadTexts(
    db,
    events.flatMap((event) => blobsIn(event.body)),
  );
  return events.map((event) => ({ ...event, body: withTexts(event.body, texts) }));
}

/** @returns the event that a row holds. @throws SyntaxError if its body is no JSON. */
export function eventOf(row: EventRow): LoggedEvent {
  return { ...row, body: JSON.parse(row.body) };
}

function withTexts(body: Record<string, Json>, texts: ReadonlyMap<string, string | null>): Record<string, Json> {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, putBackWords(value, texts)]));
}
