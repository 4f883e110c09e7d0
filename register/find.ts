import { sql } from 'kysely';
import { BETWEEN } from '../rules/keys.ts';
import type { Instant } from '../rules/time.ts';
import { followedTables, type RecordTable, recordTables, ticketTables } from './columns.ts';
import { RegisterError } from './errors.ts';
import type { RecordName } from './records.ts';
import type { Db } from './schema.ts';

/** A record whose waking has passed, and the cursor of a page. */
export interface Overdue extends RecordName {
  wakeAt: Instant;
}

/**
 * Finds what a person means: a key, a display id or a ticket's number in any case, `TRACKER:NUMBER`, or a ticket's address.
 * @returns undefined if nothing is called that.
 * @throws RegisterError `ambiguous` if several records are; the message names them.
 */
export async function resolve(db: Db, name: string): Promise<RecordName | undefined> {
  const found: (RecordName & { display: string | null })[] = [];
  for (const table of recordTables) {
    const ticket = !ticketTables.some((t) => t === table)
      ? sql``
      : sql`or ticket_number = ${name} or ticket_number = ${name.toUpperCase()} or ticket_url = ${name}
      or tracker || ':' || ticket_number = ${name}`;
    const rows = await sql<{ key: string; display: string | null }>`select key, display from ${sql.table(table)}
      where key = ${name} or display = ${name} or display = ${name.toUpperCase()} ${ticket} order by key limit 5`.execute(
      db,
    );
    found.push(...rows.rows.map((row) => ({ table, ...row })));
  }
  const [first, second] = found;
  if (!first) return undefined;
  if (!second) return { table: first.table, key: first.key };
  const names = found.map((one) => one.display ?? one.key).join(', ');
  throw new RegisterError('ambiguous', `${name} may mean ${names}: use one of these instead`);
}

/** @returns the task or nonconformity whose ticket this is, by the tracker's immutable id. */
export async function byTicket(db: Db, tracker: string, ticketId: string): Promise<RecordName | undefined> {
  for (const table of ticketTables) {
    const row = await db
      .selectFrom(table)
      .select('key')
      .where('tracker', '=', tracker)
      .where('ticket_id', '=', ticketId)
      .executeTakeFirst();
    if (row) return { table, key: row.key };
  }
  return undefined;
}

/**
 * @param after the last of the page before.
 * @returns records whose `wake_at` has come at `now`, the most overdue first.
 */
export async function due(db: Db, now: Instant, limit: number, after?: Overdue): Promise<Overdue[]> {
  const beyond = after
    ? sql`and (wake_at > ${after.wakeAt} or (wake_at = ${after.wakeAt} and key > ${after.key}))`
    : sql``;
  const parts = followedTables.map(
    (table) => sql`select ${sql.lit(table)} as kind, key, wake_at from ${sql.table(table)}
      where wake_at <= ${now} ${beyond}`,
  );
  const all = sql.join(parts, sql` union all `);
  const found = await sql<{ kind: RecordTable; key: string; wake_at: Instant }>`select kind, key, wake_at
    from (${all}) as overdue order by wake_at, key limit ${limit}`.execute(db);
  return found.rows.map((row) => ({ table: row.kind, key: row.key, wakeAt: row.wake_at }));
}

/** Between two identities: none of them has a tab. */
const NEXT = '\t';

/**
 * @returns what was ever opened, ended or not, by `identityOf`. Each round of the planner asks, and a register has tens of thousands: one
 * text for each duty is read in a tenth of the time that a row for each occurrence takes.
 */
export async function identities(db: Db): Promise<ReadonlySet<string>> {
  const found = await sql<{
    opened: string;
  }>`select string_agg(duty || ${BETWEEN} || coalesce(subject, '') || ${BETWEEN} ||
    period || ${BETWEEN} || cause, ${NEXT}) as opened from occurrence group by duty`.execute(db);
  return new Set(found.rows.flatMap(({ opened }) => opened.split(NEXT)));
}
