import { sql } from 'kysely';
import { eventOf, type LoggedEvent } from '../log.ts';
import type { Db } from '../schema.ts';
import { inJson, patternOf, wordsOf } from './spelling.ts';

const PAGE = 100;

/** Evidence, the ticket as it was handed in, or a programme's file. */
export interface KeptFile {
  kind: 'bytes';
  hash: string;
  media: string;
}

/** Something that holds a text. */
export type Holding =
  /** Words of an event; `whole` if they are the text and nothing else. */
  | { kind: 'words'; hash: string; whole: boolean }
  | KeptFile
  /** A version of the programme as the engine reads it. */
  | { kind: 'programme'; version: number };

/** @returns hashes of texts and files that begin so, at most three. */
export async function hashesLike(db: Db, prefix: string): Promise<string[]> {
  const rows = await db
    .selectFrom('blob')
    .select('hash')
    .where('hash', '>=', prefix)
    .where('hash', '<', `${prefix}g`)
    .orderBy('hash')
    .limit(3)
    .execute();
  return rows.map((row) => row.hash);
}

/** @returns all events whose body names a text or file, as written, oldest first. */
export async function eventsNaming(db: Db, hash: string): Promise<LoggedEvent[]> {
  const rows = await db
    .selectFrom('event')
    .selectAll()
    .where('body', 'like', `%"${hash}"%`)
    .orderBy('sequence')
    .execute();
  return rows.map(eventOf);
}

/** @returns the other files that have the same bytes, also those that no event names; none of an empty file, of words, or of what was taken out. */
export async function copiesOf(db: Db, hash: string): Promise<KeptFile[]> {
  const found = await sql<{ hash: string; media: string }>`select other.hash, other.media from blob as one
    join blob as other on length(other.bytes) = length(one.bytes) and other.bytes = one.bytes
    where one.hash = ${hash} and other.hash <> one.hash and length(one.bytes) > 0
    and one.kind = 'bytes' and other.kind = 'bytes' order by other.hash`.execute(db);
  return found.rows.map((row) => ({ kind: 'bytes', ...row }));
}

/** @returns everything under a hash or in a programme that holds this text; the empty text is held by nothing. */
export async function holding(db: Db, text: string): Promise<Holding[]> {
  if (wordsOf(text).length === 0) return [];
  const sought = patternOf(text, inJson);
  const normal = wordsOf(text).join(' ');
  const found: Holding[] = [];
  for (let after = ''; ; ) {
    const page = await db
      .selectFrom('blob')
      .select('hash')
      .where('hash', '>', after)
      .where('redacted', '=', 0)
      .orderBy('hash')
      .limit(PAGE)
      .execute();
    for (const { hash } of page) {
      const row = await db.selectFrom('blob').selectAll().where('hash', '=', hash).executeTakeFirstOrThrow();
      const held = Buffer.from(row.bytes).toString('utf8');
      if (held.search(sought) < 0) continue;
      const whole = wordsOf(held).join(' ') === normal;
      found.push(row.kind === 'words' ? { kind: 'words', hash, whole } : { kind: 'bytes', hash, media: row.media });
    }
    after = page.at(-1)?.hash ?? after;
    if (page.length < PAGE) break;
  }
  const versions = await db.selectFrom('programme').select(['version', 'programme']).orderBy('version').execute();
  for (const { version, programme } of versions) {
    if (programme.search(sought) >= 0) found.push({ kind: 'programme', version });
  }
  return found;
}
