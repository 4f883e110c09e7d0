import type { Json } from '../rules/event.ts';
import type { Instant } from '../rules/time.ts';
import { canonical, hashOf } from './canonical.ts';
import { RegisterError } from './errors.ts';
import type { Db, ProgrammeRow } from './schema.ts';

/** A version of the programme to be kept. */
export interface NewProgramme {
  at: Instant;
  /** Blob of the file as applied. */
  source: string;
  /** The effective programme: what the planner reads while this version is the newest. */
  programme: object;
  /** A word of the caller's: `effective`, `pending`. */
  state: string;
  actor: string;
  /** Purpose of a change that weakens the programme (ISO/IEC 27001, 6.3). */
  because?: string;
}

export interface ProgrammeVersion extends Omit<NewProgramme, 'programme'> {
  version: number;
  /** SHA-256 over the canonical JSON of the effective programme. */
  hash: string;
  /** Frozen: whoever asks for the same version gets the same object. */
  programme: Json;
}

/** Keeps the next version, counted from 1. @returns its number and hash, to be told in an event of the stream `programme`. */
export async function addProgramme(db: Db, added: NewProgramme): Promise<{ version: number; hash: string }> {
  const { at, source, state, actor, because } = added;
  const last = await latestProgramme(db);
  const version = (last?.version ?? 0) + 1;
  const programme = canonical(added.programme);
  const hash = hashOf(added.programme);
  const row = { version, at, hash, source, programme, state, actor, because: because ?? null };
  await db.insertInto('programme').values(row).execute();
  return { version, hash };
}

/** Changes what a version has in effect, after its weakened keys were approved or denied. @returns the new hash. */
export async function reviseProgramme(db: Db, version: number, programme: object, state: string): Promise<string> {
  const hash = hashOf(programme);
  const change = { programme: canonical(programme), hash, state };
  const done = await db.updateTable('programme').set(change).where('version', '=', version).executeTakeFirst();
  if (done.numUpdatedRows > 0n) return hash;
  throw new RegisterError('unknown', `no programme version ${version}: add it first`);
}

/** @returns the newest version, undefined before the first apply. */
export async function latestProgramme(db: Db): Promise<ProgrammeVersion | undefined> {
  const row = await db.selectFrom('programme').selectAll().orderBy('version', 'desc').limit(1).executeTakeFirst();
  return row && versionOf(row);
}

/** @returns one version, undefined if there is none of that number. */
export async function programmeAt(db: Db, version: number): Promise<ProgrammeVersion | undefined> {
  const row = await db.selectFrom('programme').selectAll().where('version', '=', version).executeTakeFirst();
  return row && versionOf(row);
}

/** @returns every version without its programme, oldest first. */
export async function programmeHistory(db: Db): Promise<Omit<ProgrammeVersion, 'programme'>[]> {
  const rows = await db
    .selectFrom('programme')
    .select(['version', 'at', 'hash', 'source', 'state', 'actor', 'because'])
    .orderBy('version')
    .execute();
  return rows.map(({ because, ...row }) => ({ ...row, ...(because === null ? {} : { because }) }));
}

function versionOf({ because, programme, ...row }: ProgrammeRow): ProgrammeVersion {
  return { ...row, programme: parsed(programme), ...(because === null ? {} : { because }) };
}

const MOST_KEPT = 8;
/** Programmes parsed before, by their text: each step asks several times for one that may be long. */
const kept = new Map<string, Json>();

/** @returns the same frozen object for the same text. */
function parsed(text: string): Json {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const programme: Json = JSON.parse(text);
  freeze(programme);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(text, programme);
  return programme;
}

function freeze(value: Json): void {
  if (value === null || typeof value !== 'object') return;
  for (const inner of Object.values(value)) freeze(inner);
  Object.freeze(value);
}
