import { randomBytes } from 'node:crypto';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { canonical } from '../../register/canonical.ts';
import { derivedColumns, followedTables, hintColumns } from '../../register/columns.ts';
import { type Projection, partsOf } from '../../register/fold.ts';
import { eventHash } from '../../register/log.ts';
import { projections } from '../../register/projections/all.ts';
import type { Hints } from '../../register/records.ts';
import type { ColumnValue } from '../../register/schema.ts';
import { blobHash, takeOutWords, WORDS_MEDIA } from '../../register/words.ts';
import type { NewEvent } from '../../rules/event.ts';
import { EVENT_SCHEMA } from '../../rules/event-shapes.ts';

/** An effect that went out long ago. */
export interface DoneEffect {
  key: string;
  record: string;
  tracker: string;
  kind: 'ensure' | 'comment';
  body: object;
  at: string;
}

/** Writes what the register would, by its own functions, a hundred times as fast: one transaction for all, nothing flushed. */
export interface FastLog {
  /** Keeps a file. @returns its hash. */
  keep(bytes: Uint8Array, media: string): string;
  /** Appends the whole streams of some records, in this order, and stores the records. */
  append(events: NewEvent[]): void;
  hint(stream: string, hints: Hints): void;
  done(effect: DoneEffect): void;
  /** @returns how many events the register has now. */
  close(): number;
}

/** Opens a register that `openRegister` made and nobody else has open. @throws Error if it cannot be written. */
export function openFastLog(path: string): FastLog {
  const database = new DatabaseSync(path);
  database.exec('pragma journal_mode = wal; pragma synchronous = off; pragma cache_size = -200000; begin immediate');
  const sql = statements(database);
  const head = database.prepare('select sequence, hash from chain_head').get() as { sequence: number; hash: string };
  let position = 0;
  const blob = (hash: string, salt: string, kind: string, media: string, bytes: Uint8Array) =>
    sql.blob.run(hash, salt, kind, media, bytes, 0);

  function add(event: NewEvent, version: number, noticed: string) {
    const [body, words] = takeOutWords(event.body, () => randomBytes(16).toString('hex'));
    for (const [hash, { salt, bytes }] of words) blob(hash, salt, 'words', WORDS_MEDIA, bytes);
    const { stream, kind, actor, at } = event;
    const sequence = head.sequence + 1;
    const unhashed = {
      sequence,
      noticed,
      at,
      stream,
      version,
      kind,
      actor,
      body,
      schema: EVENT_SCHEMA,
      previous: head.hash,
    };
    const hash = eventHash(unhashed);
    sql.event.run(sequence, noticed, at, stream, version, kind, actor, canonical(body), EVENT_SCHEMA, head.hash, hash);
    Object.assign(head, { sequence, hash });
    return unhashed;
  }

  return {
    keep(bytes, media) {
      const salt = randomBytes(16).toString('hex');
      const hash = blobHash(salt, bytes);
      blob(hash, salt, 'bytes', media, bytes);
      return hash;
    },
    append(events) {
      const records = new Map<string, { state: unknown; version: number; updated: string }>();
      for (const event of events) {
        const before = records.get(event.stream);
        const logged = add(event, (before?.version ?? 0) + 1, event.at);
        const state = projectionOf(event.stream).evolve(before?.state, logged);
        records.set(event.stream, { state, version: logged.version, updated: event.at });
      }
      for (const [stream, { state, ...rest }] of records) {
        const { table, key, projection } = placeOf(stream);
        const folded = canonical(state);
        const columns = projection.columns(JSON.parse(folded));
        const derived = derivedColumns[table].map((name) => columns[name] ?? null);
        sql.record[table].run(key, rest.version, folded, rest.updated, ...derived);
      }
    },
    hint(stream, hints) {
      const { table, key } = placeOf(stream);
      const all: Record<string, ColumnValue> = { ...hints };
      sql.hint[table].run(...hintColumns[table].map((name) => all[name] ?? null), key);
    },
    done({ key, record, tracker, kind, body, at }) {
      position += 1;
      sql.effect.run(key, record, tracker, kind, position, canonical(body), at, at, at, at, at);
    },
    close() {
      database.prepare('update chain_head set sequence = ?, hash = ?').run(head.sequence, head.hash);
      const counted =
        "insert into counter (name, value) values ('effect', ?) on conflict (name) do update set value = excluded.value";
      database.prepare(counted).run(position);
      database.exec('commit; pragma wal_checkpoint(truncate)');
      database.close();
      return head.sequence;
    },
  };
}

function projectionOf(stream: string): Projection<unknown> {
  const found = projections.find((projection) => projection.stream === partsOf(stream).prefix);
  if (found) return found;
  throw new Error(`${stream} is no stream of a record`);
}

function placeOf(stream: string) {
  const projection = projectionOf(stream);
  const table = followedTables.find((name) => name === projection.table);
  if (!table) throw new Error(`${stream} is followed by no workflow: nothing of it is made here`);
  return { projection, table, key: partsOf(stream).key };
}

function statements(database: DatabaseSync) {
  const marks = (n: number) => Array.from({ length: n }, () => '?').join(', ');
  const perTable = (make: (table: (typeof followedTables)[number]) => StatementSync) => ({
    occurrence: make('occurrence'),
    task: make('task'),
    nonconformity: make('nonconformity'),
  });
  return {
    event: database.prepare(
      `insert into event (sequence, noticed, at, stream, version, kind, actor, body, schema, previous, hash) values (${marks(11)})`,
    ),
    blob: database.prepare(`insert into blob (hash, salt, kind, media, bytes, redacted) values (${marks(6)})`),
    effect: database.prepare(
      `insert into effect (key, record, tracker, kind, priority, position, body, state, not_before, first_tried, last_tried, attempts,
       created, done_at) values (?, ?, ?, ?, 3, ?, ?, 'done', ?, ?, ?, 1, ?, ?)`,
    ),
    record: perTable((table) =>
      database.prepare(
        `insert into ${table} (${['key', 'stream_version', 'folded', 'updated', ...derivedColumns[table]].join(', ')})
         values (${marks(4 + derivedColumns[table].length)})`,
      ),
    ),
    hint: perTable((table) =>
      database.prepare(
        `update ${table} set ${hintColumns[table].map((name) => `${name} = ?`).join(', ')} where key = ?`,
      ),
    ),
  };
}
