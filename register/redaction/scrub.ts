import { sql } from 'kysely';
import type { Json } from '../../rules/event.ts';
import { readBlob } from '../blobs.ts';
import { canonical } from '../canonical.ts';
import { RegisterError } from '../errors.ts';
import type { Db } from '../schema.ts';
import { CUT, leastLeft, patternOf, plain, wordsOf } from './spelling.ts';

/** What stands where a text was taken out of something that no hash is made over. */
const REDACTED = '[redacted]';
/** What is left of something that was sent and held the text: nobody reads it again. */
const EMPTIED = canonical({ redacted: true });
/** Number of words used in the SQL filter; the rest is compared in code. */
const WORDS_SOUGHT = 8;

/**
 * Takes a text or file out of everything beside the log that holds it, or its beginning in a title: what was sent, what waits to be sent,
 * the ticket as last written, the purpose of a programme's version, what a tracker said of an outage; with a programme's file goes the version that was read from it.
 * @throws RegisterError `unknown` if nothing is under this hash, `misuse` for a programme that is still needed.
 */
export async function scrub(db: Db, hash: string): Promise<void> {
  const blob = await readBlob(db, hash);
  if (!blob) throw new RegisterError('unknown', `no text or file ${hash}: take the hash from the event that names it`);
  await emptyVersions(db, hash);
  const text = Buffer.from(blob.bytes).toString('utf8');
  if (blob.kind !== 'words' || wordsOf(text).length === 0) return;
  await scrubEffects(db, text);
  await scrubWritten(db, text);
  await scrubPurposes(db, text);
  await scrubBreakers(db, text);
}

async function scrubEffects(db: Db, text: string): Promise<void> {
  const rows = await sql<{
    key: string;
    state: string;
    body: string;
    result: string | null;
    last_error: string | null;
  }>`
    select key, state, body, result, last_error from effect
    where ${mayHold('body', text)} or ${mayHold('result', text)} or ${mayHold('last_error', text, (word) => word)}`.execute(
    db,
  );
  for (const { key, state, body, result, last_error } of rows.rows) {
    const isOver = state === 'done' || state === 'cancelled';
    const left = without(body, text);
    const change = {
      body: isOver && left !== body ? EMPTIED : left,
      result: result && without(result, text),
      last_error: last_error?.replaceAll(patternOf(text, plain), REDACTED) ?? null,
    };
    await db.updateTable('effect').set(change).where('key', '=', key).execute();
  }
}

async function scrubWritten(db: Db, text: string): Promise<void> {
  for (const table of ['task', 'nonconformity'] as const) {
    const rows = await sql<{ key: string; written: string }>`select key, written from ${sql.table(table)}
      where ${mayHold('written', text)}`.execute(db);
    for (const { key, written } of rows.rows) {
      await db
        .updateTable(table)
        .set({ written: without(written, text) })
        .where('key', '=', key)
        .execute();
    }
  }
}

async function scrubPurposes(db: Db, text: string): Promise<void> {
  const rows = await db
    .selectFrom('programme')
    .select(['version', 'because'])
    .where('because', 'is not', null)
    .execute();
  for (const { version, because } of rows) {
    const left = because?.replaceAll(patternOf(text, plain), REDACTED) ?? null;
    if (left === because) continue;
    await db.updateTable('programme').set({ because: left }).where('version', '=', version).execute();
  }
}

async function scrubBreakers(db: Db, text: string): Promise<void> {
  for (const { tracker, why } of await db.selectFrom('breaker').select(['tracker', 'why']).execute()) {
    const left = why.replaceAll(patternOf(text, plain), REDACTED);
    if (left !== why) await db.updateTable('breaker').set({ why: left }).where('tracker', '=', tracker).execute();
  }
}

/** The newest version is what the engine goes by, and an open occurrence by the one that it opened under. */
async function emptyVersions(db: Db, source: string): Promise<void> {
  const rows = await db.selectFrom('programme').select('version').where('source', '=', source).execute();
  const newest = await db
    .selectFrom('programme')
    .select((e) => e.fn.max('version').as('version'))
    .executeTakeFirst();
  for (const { version } of rows) {
    const open = await sql<{
      key: string;
    }>`select key from occurrence where version = ${version} and ended = 0`.execute(db);
    if (version === newest?.version || open.rows.length > 0) {
      const why =
        version === newest?.version ? 'is in force' : `is the one that ${open.rows.length} open occurrences go by`;
      const next = 'apply a file without these words and let what is open end, then redact it';
      throw new RegisterError('misuse', `programme version ${version} ${why}: ${next}`);
    }
    await db.updateTable('programme').set({ programme: EMPTIED }).where('version', '=', version).execute();
  }
}

/** @returns whether this is what {@link scrub} leaves of a programme. */
export function isEmptied(programme: string): boolean {
  return programme === EMPTIED;
}

/** Finds too much rather than too little; what is found is looked at closely. @param spelled how a word stands in that column. */
function mayHold(column: string, text: string, spelled: (word: string) => string = asJson) {
  const left = leastLeft(text);
  const whole = sql<boolean>`${sql.ref(column)} like ${likeAll(wordsOf(text).slice(0, WORDS_SOUGHT), spelled)} escape '\\'`;
  if (left === undefined) return whole;
  return sql<boolean>`(${whole} or ${sql.ref(column)} like ${likeAll([...wordsOf(left), CUT], spelled)} escape '\\')`;
}

function likeAll(words: string[], spelled: (word: string) => string): string {
  const sought = words.map((word) => spelled(word).replaceAll(/[\\%_]/g, (sign) => `\\${sign}`));
  return `%${sought.join('%')}%`;
}

function asJson(word: string): string {
  return JSON.stringify(word).slice(1, -1);
}

/** @returns the JSON with the text replaced wherever it stands as words of its own, not inside another word. */
function without(json: string, text: string): string {
  const pattern = patternOf(text, plain);
  const change = (value: Json): Json => {
    if (typeof value === 'string') return value.replaceAll(pattern, REDACTED);
    if (Array.isArray(value)) return value.map(change);
    if (value === null || typeof value !== 'object') return value;
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, change(inner)]));
  };
  return canonical(change(JSON.parse(json)));
}
