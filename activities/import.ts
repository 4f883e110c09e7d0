import type { Importable, Planned } from '../config/import/importable.ts';
import { hashOf, type TableFile, type TableMistake } from '../config/import/table.ts';
import { allPages, type RecordName } from '../register/records.ts';
import type { Register, Tx } from '../register/register.ts';
import type { Documented } from '../rules/documented.ts';
import type { NewEvent } from '../rules/event.ts';
import type { NonconformityState } from '../rules/nonconformity/state.ts';
import type { Programme } from '../rules/programme.ts';
import type { Instant } from '../rules/time.ts';
import { bringAlong, type Consequences } from './bring-along.ts';
import { calendarOn } from './holidays.ts';

/** Who imports a table, into which programme. */
export interface Importing {
  programme: Programme;
  /** As it stands in the log. */
  actor: string;
  now: Instant;
  /** What somebody agreed that it leads to, line by line. */
  agreed?: string[];
}

/** What came of an import: what was recorded, and what has to be woken; or every mistake; or what has to be agreed to first. */
export type Imported =
  | { lines: number; recorded: number; wake: RecordName[] }
  | { mistakes: TableMistake[] }
  | { toAgree: Consequences };

/**
 * Brings a table along: all of it in one transaction, or, where anything in it is wrong or leads to what nobody agreed to, nothing. The same
 * table again adds nothing.
 */
export async function importTable(
  register: Register,
  importable: Importable,
  file: TableFile,
  importing: Importing,
): Promise<Imported> {
  try {
    return await register.write((tx) => inOne(tx, importable, file, importing));
  } catch (error) {
    if (error instanceof NotAgreed) return { toAgree: error.consequences };
    throw error;
  }
}

async function inOne(tx: Tx, importable: Importable, file: TableFile, importing: Importing): Promise<Imported> {
  const planned = importable.plan(file, { ...importing, ...(await metIn(tx, importable, importing)) });
  if ('mistakes' in planned) return planned;
  await tx.append(planned.events);
  if (planned.events.some((e) => e.kind === 'handed-over')) await wakeAboutRisks(tx, importing.now);
  const brought = await bringAlong(tx, planned, importing);
  const recorded = planned.events.length + brought.recorded;
  const { consequences, wake } = brought;
  if (JSON.stringify(consequences.lines) !== JSON.stringify(importing.agreed ?? [])) throw new NotAgreed(consequences);
  if (recorded > 0) await tx.append([importedEvent(importable.noun, file, planned, recorded, importing)]);
  return { lines: planned.lines, recorded, wake };
}

/** Whose risks they are about may be decided by somebody else from now on. */
async function wakeAboutRisks(tx: Tx, now: Instant): Promise<void> {
  for (const { table, key, columns } of await tx.openRecords())
    if (/^risk-/.test(String(columns.kind))) await tx.hint(table, key, { wake_at: now });
}

/** Takes back what was written in the transaction. */
class NotAgreed extends Error {
  override readonly name = 'NotAgreed';
  readonly consequences: Consequences;

  constructor(consequences: Consequences) {
    super('What the import leads to was not agreed to.');
    this.consequences = consequences;
  }
}

async function metIn(tx: Tx, { noun }: Importable, { programme, now }: Importing) {
  const calendar = calendarOn(programme, now);
  if (noun === 'nonconformity') {
    const all = await allPages((page) => tx.loadRows<NonconformityState>('nonconformity', {}, page));
    return { calendar, known: [], nonconformities: all.map(({ state }) => state) };
  }
  const rows = await allPages((page) => tx.loadRows<Documented>('documented', { noun }, page));
  return { calendar, known: rows.map((row) => row.state), nonconformities: [] };
}

/** The event that says which file was imported, and by whom: one for the whole file. */
function importedEvent(
  noun: string,
  file: TableFile,
  { lines }: Planned,
  recorded: number,
  { actor, now }: Importing,
): NewEvent {
  const body = { noun, file: { text: file.name }, hash: hashOf(file), lines, recorded };
  return { stream: 'engine', kind: 'imported', actor, at: now, body };
}
