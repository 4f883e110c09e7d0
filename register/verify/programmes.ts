import { hashOf } from '../canonical.ts';
import type { LoggedEvent } from '../log.ts';
import { isEmptied } from '../redaction/scrub.ts';
import type { Db, ProgrammeRow } from '../schema.ts';
import type { Findings } from './breaks.ts';

/** Hashes of programme versions as the log tells them, the last one of each version. */
export type ToldProgrammes = Map<number, string>;

/** Notes what events of the stream `programme` tell about versions: those whose body has `version` and `hash`. */
export function noteProgrammes(told: ToldProgrammes, events: LoggedEvent[]): void {
  for (const { stream, body } of events) {
    if (stream !== 'programme') continue;
    if (typeof body.version === 'number' && typeof body.hash === 'string') told.set(body.version, body.hash);
  }
}

/** Checks each version against its hash, and its hash against the log; one whose file was redacted must be empty. */
export async function verifyProgrammes(
  db: Db,
  told: ToldProgrammes,
  redacted: ReadonlySet<string>,
  findings: Findings,
): Promise<void> {
  const versions = await db.selectFrom('programme').select('version').orderBy('version').execute();
  for (const { version } of versions) {
    const row = await db.selectFrom('programme').selectAll().where('version', '=', version).executeTakeFirstOrThrow();
    const where = `programme ${version}`;
    if (redacted.has(row.source)) findings.compare(`${where} redacted`, isEmptied(row.programme), true);
    else verifyHash(where, row, findings);
    findings.compare(`${where} hash`, row.hash, told.get(version) ?? row.hash);
    told.delete(version);
  }
  for (const version of told.keys()) findings.compare(`programme ${version}`, 'no row', 'a row');
}

function verifyHash(where: string, row: ProgrammeRow, findings: Findings): void {
  try {
    findings.compare(`${where} hash`, row.hash, hashOf(JSON.parse(row.programme)));
  } catch {
    findings.compare(`${where} programme`, row.programme, 'JSON');
  }
}
