import type { Json, NewEvent, RecordedEvent } from '../rules/event.ts';
import { EVENT_SCHEMA, inPresentShape } from '../rules/event-shapes.ts';
import type { Instant } from '../rules/time.ts';
import { loadTexts, storeWords } from './blobs.ts';
import { canonical, sha256 } from './canonical.ts';
import { RegisterError, StreamConflict } from './errors.ts';
import type { Db, EventRow } from './schema.ts';
import { blobsIn, putBackWords, takeOutWords } from './words.ts';

/** An event as the log holds it, with its place in the chain. */
export interface LoggedEvent extends RecordedEvent {
  /** Version of the shape that it was written in. */
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
  /** Whether events come in the present shape with people's words as texts (the default), or as written: what the chain is made over. */
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

/** @returns the hash of an event: over all its other fields, the hash before included. @param body its canonical JSON. */
export function eventHash(event: Omit<LoggedEvent, 'hash'>, body = canonical(event.body)): string {
  const { sequence, noticed, at, stream, version, kind, actor, schema, previous } = event;
  // What `canonical` would make of all of them; but the body, which is most of it, is spelled once.
  const text = JSON.stringify;
  return sha256(
    `{"actor":${text(actor)},"at":${text(at)},"body":${body},"kind":${text(kind)},"noticed":${text(noticed)},` +
      `"previous":${text(previous)},"schema":${schema},"sequence":${sequence},"stream":${text(stream)},"version":${version}}`,
  );
}

/** Adds one event behind `head`, which is moved when all of a transaction's are there. @returns it as recorded, words as hashes. */
export async function appendEvent(
  db: Db,
  head: Head,
  event: NewEvent,
  noticed: Instant,
  salt: () => string,
): Promise<LoggedEvent> {
  const [body, words] = takeOutWords(event.body, salt);
  await storeWords(db, words);
  const text = canonical(body);
  const unhashed = {
    sequence: head.sequence + 1,
    noticed,
    at: event.at,
    stream: event.stream,
    version: (await streamVersion(db, event.stream)) + 1,
    kind: event.kind,
    actor: event.actor,
    body: JSON.parse(text),
    schema: EVENT_SCHEMA,
    previous: head.hash,
  };
  const logged = { ...unhashed, hash: eventHash(unhashed, text) };
  await db
    .insertInto('event')
    .values({ ...logged, body: text })
    .execute();
  return logged;
}

/** Moves the end of the chain. */
export async function moveHead(db: Db, { sequence, hash }: Head): Promise<void> {
  await db.updateTable('chain_head').set({ sequence, hash }).where('id', '=', 1).execute();
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
  if (query.words === 'hashes') return rows.map(eventOf);
  const events = rows.map((row) => presentOf(eventOf(row)));
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

/** @returns the event in the shape that this release folds. @throws RegisterError `newer` for a later release's shape. */
export function presentOf(event: LoggedEvent): LoggedEvent {
  demandKnown(event);
  return inPresentShape(event, event.schema);
}

function demandKnown({ sequence, schema }: { sequence: number; schema: number }): void {
  if (schema <= EVENT_SCHEMA) return;
  const known = `this release knows up to ${EVENT_SCHEMA}`;
  throw new RegisterError('newer', `event ${sequence} has schema ${schema}, ${known}: upgrade dutybound`);
}

/** @throws RegisterError `newer` if a later release wrote the last event: what it says could not be folded. */
export async function refuseNewer(db: Db): Promise<void> {
  const last = db.selectFrom('event').select(['sequence', 'schema']).orderBy('sequence', 'desc').limit(1);
  for (const row of await last.execute()) demandKnown(row);
}

function withTexts(body: Record<string, Json>, texts: ReadonlyMap<string, string | null>): Record<string, Json> {
  return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, putBackWords(value, texts)]));
}
