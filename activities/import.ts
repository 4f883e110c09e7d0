import type { Importable, ImportPlan } from '../config/import/importable.ts';
import { hashOf, type TableFile } from '../config/import/table.ts';
import { allPages } from '../register/records.ts';
import type { Register } from '../register/register.ts';
import type { Documented } from '../rules/documented.ts';
import type { NewEvent } from '../rules/event.ts';
import type { Programme } from '../rules/programme.ts';
import type { Instant } from '../rules/time.ts';

/** Who imports a table, into which programme. */
export interface Importing {
  programme: Programme;
  /** As it stands in the log. */
  actor: string;
  now: Instant;
}

/**
 * Brings a table along: all of it in one transaction, or, where anything in it is wrong, nothing. The same table again adds nothing.
 * @returns what was recorded, or every mistake.
 */
export function importTable(
  register: Register,
  { noun, plan }: Importable,
  file: TableFile,
  importing: Importing,
): Promise<ImportPlan> {
  return register.write(async (tx) => {
    const rows = await allPages((page) => tx.loadRows<Documented>('documented', { noun }, page));
    const planned = plan(file, { ...importing, known: rows.map((row) => row.state) });
    if ('events' in planned && planned.events.length > 0)
      await tx.append([...planned.events, importedEvent(noun, file, planned, importing)]);
    return planned;
  });
}

/** That a file was imported, once for all that it brought: which one, by whom. */
function importedEvent(
  noun: string,
  file: TableFile,
  { lines, events }: { lines: number; events: NewEvent[] },
  { actor, now }: Importing,
): NewEvent {
  const body = { noun, file: { text: file.name }, hash: hashOf(file), lines, recorded: events.length };
  return { stream: 'engine', kind: 'imported', actor, at: now, body };
}
