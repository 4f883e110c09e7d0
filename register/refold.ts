import { sql } from 'kysely';
import { type Folded, fold, type Projection, partsOf } from './fold.ts';
import { eventOf } from './log.ts';
import type { Db, EventRow } from './schema.ts';

const PAGE = 500;

/** A record as the log tells it. */
export interface Refolded {
  key: string;
  record: Folded;
}

/** What cannot be folded: an event, and why. */
export type Unfoldable = (sequence: number, why: unknown) => void;

/**
 * Folds the streams of a projection again, one after the other in order of key (by bytes): nothing but a page of events and one state
 * is held, however long the log is.
 * @param through the last event that counts. @param unfoldable is told of each event that is left out; it may throw.
 */
export async function* refold(
  db: Db,
  projection: Projection<unknown>,
  through: number,
  unfoldable: Unfoldable,
): AsyncGenerator<Refolded> {
  let stream: string | undefined;
  let record: Folded | undefined;
  for await (const row of inStreamOrder(db, projection.stream, through)) {
    if (row.stream !== stream) {
      if (stream !== undefined && record) yield { key: partsOf(stream).key, record };
      stream = row.stream;
      record = undefined;
    }
    try {
      record = fold(projection, record, eventOf(row));
    } catch (error) {
      unfoldable(row.sequence, error);
    }
  }
  if (stream !== undefined && record) yield { key: partsOf(stream).key, record };
}

/** Rows of the streams of one prefix, in order of stream and version. */
async function* inStreamOrder(db: Db, prefix: string, through: number): AsyncGenerator<EventRow> {
  // Behind `/` comes `0`: between the two lies every stream with a key. The stream without one comes first.
  const ranges = [sql`stream = ${prefix}`, sql`stream >= ${`${prefix}/`} and stream < ${`${prefix}0`}`];
  for (const range of ranges) {
    let after: Pick<EventRow, 'stream' | 'version'> | undefined;
    for (;;) {
      const beyond = after ? sql`and (stream, version) > (${after.stream}, ${after.version})` : sql``;
      const page = await sql<EventRow>`select * from event where ${range} and sequence <= ${through} ${beyond}
        order by stream, version limit ${PAGE}`.execute(db);
      yield* page.rows;
      after = page.rows.at(-1);
      if (page.rows.length < PAGE) break;
    }
  }
}
