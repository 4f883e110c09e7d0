import { sql } from 'kysely';
import type { LoggedEvent } from '../log.ts';
import type { BlobRow, Db } from '../schema.ts';
import { blobHash, blobsIn } from '../words.ts';
import type { Findings } from './breaks.ts';

const PAGE = 200;
/** Bytes that are read along with their page. */
const SMALL = 65_536;

type Stored = Pick<BlobRow, 'hash' | 'salt' | 'redacted'>;

/** Blobs that events of the log redacted. @returns a hash of the event, if it redacts one. */
export function redactedBy(event: LoggedEvent): string | undefined {
  const hash = event.stream === 'engine' && event.kind === 'redacted' ? event.body.redacted : undefined;
  return typeof hash === 'string' ? hash : undefined;
}

/** Checks that all texts and files that these events name are there. */
export async function verifyReferences(db: Db, events: LoggedEvent[], findings: Findings): Promise<void> {
  const named = new Map<string, number>();
  for (const event of events) for (const hash of blobsIn(event.body)) named.set(hash, event.sequence);
  const hashes = [...named.keys()];
  for (let start = 0; start < hashes.length; start += PAGE) {
    const slice = hashes.slice(start, start + PAGE);
    const rows = await db.selectFrom('blob').select('hash').where('hash', 'in', slice).execute();
    const there = new Set(rows.map((row) => row.hash));
    for (const hash of slice) {
      if (!there.has(hash)) findings.compare(`blob ${hash}`, 'missing', `named by event ${named.get(hash)}`);
    }
  }
}

/** Checks each stored text and file against its hash; an empty one must have been redacted by an event. Large ones are read one at a time. */
export async function verifyBlobs(db: Db, redacted: ReadonlySet<string>, findings: Findings): Promise<void> {
  for (let after = ''; ; ) {
    const page = await sql<Stored & { bytes: Uint8Array | null }>`select hash, salt, redacted,
      case when length(bytes) <= ${SMALL} then bytes end as bytes from blob where hash > ${after}
      order by hash limit ${PAGE}`.execute(db);
    for (const row of page.rows) {
      const bytes = row.bytes ?? (await largeBytes(db, row.hash));
      verifyBlob({ ...row, bytes }, redacted.has(row.hash), findings);
    }
    const last = page.rows.at(-1);
    if (!last || page.rows.length < PAGE) return;
    after = last.hash;
  }
}

async function largeBytes(db: Db, hash: string): Promise<Uint8Array> {
  const row = await db.selectFrom('blob').select('bytes').where('hash', '=', hash).executeTakeFirstOrThrow();
  return row.bytes;
}

function verifyBlob(row: Stored & { bytes: Uint8Array }, mayBeEmpty: boolean, findings: Findings): void {
  const where = `blob ${row.hash}`;
  if (row.redacted === 0 && !mayBeEmpty) {
    findings.compare(where, blobHash(row.salt, row.bytes), row.hash);
    return;
  }
  findings.compare(`${where} redacted`, row.redacted, mayBeEmpty ? 1 : 0);
  findings.compare(`${where} bytes`, row.bytes.length, 0);
}
