import { canonical } from '../canonical.ts';
import { eventHash, eventOf, type LoggedEvent, presentOf } from '../log.ts';
import type { Db, EventRow } from '../schema.ts';
import type { Findings } from './breaks.ts';

const PAGE = 500;

interface Readable {
  event: LoggedEvent;
  /** Its canonical JSON. */
  body: string;
}

/** The last event that was checked. */
interface Link {
  sequence: number;
  hash: string;
}

/**
 * Walks the log in pages: sequence without gap, each link to the one before, each hash, each body in canonical form, and at last the
 * head's row. Each page is handed to `visit`; a row whose body is no JSON is left out of it.
 * @returns the last event's place.
 */
export async function verifyChain(
  db: Db,
  findings: Findings,
  visit: (page: LoggedEvent[]) => Promise<void>,
): Promise<Link & { events: number }> {
  let last: Link = { sequence: 0, hash: '' };
  let events = 0;
  for (;;) {
    const rows = await page(db, last.sequence);
    const readable: LoggedEvent[] = [];
    for (const row of rows) {
      const found = readableEvent(row, findings);
      if (found) readable.push(found.event);
      verifyLink(row, last, found, findings);
      last = row;
    }
    events += rows.length;
    await visit(readable);
    if (rows.length < PAGE) break;
  }
  await verifyHead(db, last, findings);
  return { sequence: last.sequence, hash: last.hash, events };
}

/** Rows below 1 are asked for with the first page: nothing may hide there. */
async function page(db: Db, after: number): Promise<EventRow[]> {
  return db
    .selectFrom('event')
    .selectAll()
    .$if(after !== 0, (q) => q.where('sequence', '>', after))
    .orderBy('sequence')
    .limit(PAGE)
    .execute();
}

function readableEvent(row: EventRow, findings: Findings): Readable | undefined {
  try {
    const event = eventOf(row);
    const body = canonical(event.body);
    findings.compare(`event ${row.sequence} body`, row.body, body);
    return { event, body };
  } catch {
    findings.compare(`event ${row.sequence} body`, row.body, 'JSON');
    return undefined;
  }
}

function verifyLink(row: EventRow, last: Link, found: Readable | undefined, findings: Findings): void {
  findings.compare(`event ${row.sequence} sequence`, row.sequence, last.sequence + 1);
  findings.compare(`event ${row.sequence} previous`, row.previous, last.hash);
  if (!found) return;
  const hash = eventHash(found.event, found.body);
  findings.compare(`event ${row.sequence} hash`, row.hash, hash);
  // What holds, yet cannot be folded, is a later release's: that is no damage.
  if (row.hash === hash) presentOf(found.event);
}

async function verifyHead(db: Db, last: Link, findings: Findings): Promise<void> {
  const rows = await db.selectFrom('chain_head').selectAll().execute();
  findings.compare('chain_head rows', rows.length, 1);
  for (const row of rows) {
    findings.compare('chain_head sequence', row.sequence, last.sequence);
    findings.compare('chain_head hash', row.hash, last.hash);
  }
}
