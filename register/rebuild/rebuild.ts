import { randomUUID } from 'node:crypto';
import type { NewEvent } from '../../rules/event.ts';
import type { Instant } from '../../rules/time.ts';
import { type RecordTable, recordTables } from '../columns.ts';
import type { Dialect } from '../dialect/dialect.ts';
import { RegisterError } from '../errors.ts';
import { type Projection, type ProjectionRow, partsOf, project, rowOf } from '../fold.ts';
import { eventOf, type Head } from '../log.ts';
import { refold } from '../refold.ts';
import type { Db } from '../schema.ts';
import { rowsByKey, sideBySide } from '../side-by-side.ts';
import { findings } from '../verify/breaks.ts';
import { compareRows } from '../verify/projections.ts';
import type { Writer } from '../writer.ts';
import {
  countShadows,
  demandOwn,
  dropShadows,
  fillShadow,
  makeShadows,
  shadowOf,
  suspect,
  suspected,
  swapSuspected,
} from './shadow.ts';

/** What a rebuild found and mended. */
export interface Rebuilt {
  /** Events folded. */
  events: number;
  /** Records that the log tells. */
  records: number;
  /** What differed and is now as the log tells it: `task k1.due`, `occurrence k2`. The first hundred. */
  differing: string[];
  /** All of them, counted. */
  differed: number;
}

/** What a rebuild works with. */
export interface Site {
  dialect: Dialect;
  /** Reads beside the writes. */
  reader: Db;
  write: Writer;
  projections: readonly Projection<unknown>[];
  clock: () => Instant;
  /** Appends to the log, in the transaction that holds the lock of `head`. */
  append: (db: Db, head: Head, events: NewEvent[]) => Promise<unknown>;
}

/** Rows in one transaction: others wait no longer than that takes. */
const ROWS = 200;
const EVENTS = 500;

/**
 * Folds the log anew, into shadow tables and in short transactions, while others go on writing; then, in one transaction, puts right what
 * differs, and tells of it in the log. Whoever ends it before that leaves every table as it was. It trusts the log: verify first.
 * @throws RegisterError `busy` if another rebuild begins, `misuse` for an event that cannot be folded, `newer`.
 */
export async function rebuild(site: Site, actor: string): Promise<Rebuilt> {
  const { dialect, reader, write, projections } = site;
  const run = randomUUID();
  const own: Writer = (work) =>
    write(async (db, head) => {
      await demandOwn(db, dialect, run);
      return work(db, head);
    });
  const begun = await write(async (db, head) => {
    await makeShadows(db, run);
    return head;
  });
  for (const projection of projections) {
    await inPages(foldedRows(reader, projection, begun.sequence), ROWS, (rows) =>
      own((db) => fillShadow(db, projection.table, rows)),
    );
  }
  const level = await catchUp(site, own, begun.sequence);
  await noteSuspects(site, own, level);
  const last = await catchUp(site, own, level);
  return own(async (db, head) => {
    await foldInto(db, projections, last, head.sequence);
    const found = await swap(db, site, head);
    if (found.differed > 0) await site.append(db, head, [told(found, actor, site.clock())]);
    return found;
  });
}

async function* foldedRows(db: Db, projection: Projection<unknown>, through: number): AsyncGenerator<ProjectionRow> {
  const refuse = (sequence: number, why: unknown) => {
    if (why instanceof RegisterError) throw why;
    const reason = why instanceof Error ? why.message : String(why);
    const next = 'nothing was changed; run dutybound verify, and restore a backup if the log is damaged';
    throw new RegisterError('misuse', `event ${sequence} cannot be folded (${reason}): ${next}`, why);
  };
  for await (const { key, record } of refold(db, projection, through, refuse)) yield rowOf(projection, key, record);
}

/** Folds what was appended meanwhile, until less than a page is left. @returns the last event that is folded. */
async function catchUp({ projections }: Site, own: Writer, after: number): Promise<number> {
  for (let level = after; ; ) {
    const before = level;
    level = await own((db, head) => foldInto(db, projections, before, Math.min(head.sequence, before + EVENTS)));
    if (level - before < EVENTS) return level;
  }
}

async function foldInto(
  db: Db,
  projections: readonly Projection<unknown>[],
  after: number,
  through: number,
): Promise<number> {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('sequence', '>', after)
    .where('sequence', '<=', through)
    .orderBy('sequence')
    .execute();
  for (const row of rows) await project(db, projections, eventOf(row), shadowOf);
  return through;
}

/**
 * Compares tables and shadows in a snapshot. A record that matches there goes on matching, for both are folded from the same events on;
 * one that moved on since the shadows were level is looked at in the end.
 */
async function noteSuspects({ dialect, reader, projections }: Site, own: Writer, level: number): Promise<void> {
  await dialect.snapshot(reader).execute(async (snapshot) => {
    const moved = await snapshot
      .selectFrom('event')
      .select('stream')
      .distinct()
      .where('sequence', '>', level)
      .execute();
    const note = (table: RecordTable) => (keys: string[]) => own((db) => suspect(db, table, keys));
    for (const table of recordTables) {
      const stream = projections.find((p) => p.table === table)?.stream;
      const keys = moved
        .map((row) => partsOf(row.stream))
        .flatMap(({ prefix, key }) => (prefix === stream ? [key] : []));
      await inPages(listed(keys), ROWS, note(table));
      await inPages(differing(snapshot, table), ROWS, note(table));
    }
  });
}

async function* differing(db: Db, table: RecordTable): AsyncGenerator<string> {
  for await (const { key, left, right } of sideBySide(rowsByKey(db, table), rowsByKey(db, shadowOf(table)))) {
    const found = findings();
    compareRows(table, key, left, right, found);
    if (found.count() > 0) yield key;
  }
}

async function swap(db: Db, { clock }: Site, head: Head): Promise<Rebuilt> {
  const found = findings();
  for (const table of recordTables) {
    const pairs = sideBySide(suspected(db, table, table), suspected(db, table, shadowOf(table)));
    for await (const { key, left, right } of pairs) compareRows(table, key, left, right, found);
    await swapSuspected(db, table, clock());
  }
  const records = await countShadows(db);
  await dropShadows(db);
  const differing = found.breaks.map((one) => one.where);
  return { events: head.sequence, records, differing, differed: found.count() };
}

function told({ differing, differed }: Rebuilt, actor: string, at: Instant): NewEvent {
  return { stream: 'engine', kind: 'rebuilt', actor, at, body: { differed, differing } };
}

async function* listed<T>(items: T[]): AsyncGenerator<T> {
  yield* items;
}

async function inPages<T>(items: AsyncGenerator<T>, size: number, work: (page: T[]) => Promise<void>): Promise<void> {
  let page: T[] = [];
  for await (const item of items) {
    page.push(item);
    if (page.length < size) continue;
    await work(page);
    page = [];
  }
  if (page.length > 0) await work(page);
}
