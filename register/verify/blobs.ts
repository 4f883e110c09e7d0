import type { LoggedEvent } from '../log.ts';
import type { Db } from '../schema.ts';
import { blobHash, blobsIn } from '../words.ts';
import type { Findings } from './breaks.ts';

const PAGE = 200;

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

/** Checks each stored text and file against its hash, one at a time; an empty one must have been redacted by an event. */
export async function verifyBlobs(db: Db, redacted: ReadonlySet<string>, findings: Findings): Promise<void> {
  for (let after = ''; ; ) {
    const rows = await db
      .selectFrom('blob')
      .select('hash')
      .where('hash', '>', after)
      .orderBy('hash')
      .limit(PAGE)
      .execute();
    for (const { hash } of rows) await verifyBlob(db, hash, redacted.has(hash), findings);
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) return;
    after = last.hash;
  }
}

async function verifyBlob(db: Db, hash: string, mayBeEmpty: boolean, findings: Findings): Promise<void> {
  const row = await db.selectFrom('blob').selectAll().where('hash', '=', hash).executeTakeFirstOrThrow();
  const where = `blob ${hash}`;
  if (row.redacted === 0 && !mayBeEmpty) {
    findings.compare(where, blobHash(row.salt, row.bytes), hash);
    return;
  }
  findings.compare(`${where} redacted`, row.redacted, mayBeEmpty ? 1 : 0);
  findings.compare(`${where} bytes`, row.bytes.length, 0);
}
