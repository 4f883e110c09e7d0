import { RegisterError } from './errors.ts';
import type { Db } from './schema.ts';
import { blobHash, type TakenWords, WORDS_MEDIA } from './words.ts';

/** Most hashes in one query. */
const PAGE = 500;

/** Evidence, a document, or somebody's words, as stored. */
export interface Blob {
  hash: string;
  salt: string;
  /** Only `words` are somebody's; a file may have their content type and is none the less `bytes`. */
  kind: 'words' | 'bytes';
  media: string;
  /** Empty once redacted. */
  bytes: Uint8Array;
  redacted: boolean;
}

/** Bytes with the hash that they will be known by; they are stored by what names them. */
export type Sealed = Pick<Blob, 'hash' | 'salt' | 'media' | 'bytes'>;

/** @returns the bytes with their salted hash; nothing is stored. */
export function seal(bytes: Uint8Array, media: string, salt: string): Sealed {
  return { hash: blobHash(salt, bytes), salt, media, bytes };
}

/** Keeps bytes under their salted hash. */
export async function storeBytes(db: Db, { hash, salt, media, bytes }: Sealed): Promise<void> {
  await db.insertInto('blob').values({ hash, salt, kind: 'bytes', media, bytes, redacted: 0 }).execute();
}

/** Keeps the words taken out of an event. */
export async function storeWords(db: Db, words: TakenWords): Promise<void> {
  for (const [hash, { salt, bytes }] of words) {
    const row = { hash, salt, kind: 'words' as const, media: WORDS_MEDIA, bytes, redacted: 0 };
    await db
      .insertInto('blob')
      .values(row)
      .onConflict((c) => c.column('hash').doNothing())
      .execute();
  }
}

/** @returns what is stored under a hash, undefined if nothing is. */
export async function readBlob(db: Db, hash: string): Promise<Blob | undefined> {
  const row = await db.selectFrom('blob').selectAll().where('hash', '=', hash).executeTakeFirst();
  if (!row) return undefined;
  const { salt, kind, media, bytes } = row;
  return { hash, salt, kind, media, bytes, redacted: row.redacted === 1 };
}

/** @returns the words among these hashes: their text, null where redacted. Evidence is left out. */
export async function loadTexts(db: Db, hashes: string[]): Promise<Map<string, string | null>> {
  const texts = new Map<string, string | null>();
  const wanted = [...new Set(hashes)];
  for (let start = 0; start < wanted.length; start += PAGE) {
    const rows = await db
      .selectFrom('blob')
      .select(['hash', 'bytes', 'redacted'])
      .where('hash', 'in', wanted.slice(start, start + PAGE))
      .where('kind', '=', 'words')
      .execute();
    for (const row of rows) texts.set(row.hash, row.redacted === 1 ? null : Buffer.from(row.bytes).toString('utf8'));
  }
  return texts;
}

/** @returns those of these hashes whose text or file was taken out. */
export async function redactedAmong(db: Db, hashes: string[]): Promise<Set<string>> {
  if (hashes.length === 0) return new Set();
  const rows = await db
    .selectFrom('blob')
    .select('hash')
    .where('hash', 'in', hashes)
    .where('redacted', '=', 1)
    .execute();
  return new Set(rows.map((row) => row.hash));
}

/** Forgets what is stored under a hash, its salt included. @throws RegisterError `unknown` if nothing is. */
export async function emptyBlob(db: Db, hash: string): Promise<void> {
  const emptied = { bytes: new Uint8Array(), salt: '', redacted: 1 };
  const done = await db.updateTable('blob').set(emptied).where('hash', '=', hash).executeTakeFirst();
  if (done.numUpdatedRows > 0n) return;
  throw new RegisterError('unknown', `no text or file ${hash}: take the hash from the event that names it`);
}
