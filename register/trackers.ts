import type { Instant } from '../rules/time.ts';
import type { Db, TrackerRow } from './schema.ts';

/** Which account is whose, resolved to immutable ids when a programme was applied. */
export interface Account {
  tracker: string;
  person: string;
  login: string;
  /** Immutable at the tracker. */
  accountId: string;
}

/** A ticket and the tracker's instant of its last change that was looked at. */
export interface SeenTicket {
  ticket: string;
  updated: Instant;
}

/** @returns up to which instant, by the tracker's clock, the sweep has asked for changes. */
export async function readWatermark(db: Db, tracker: string): Promise<Instant | undefined> {
  const row = await db.selectFrom('tracker').select('watermark').where('id', '=', tracker).executeTakeFirst();
  return row?.watermark ?? undefined;
}

/** @param watermark by the tracker's clock. */
export async function writeWatermark(db: Db, tracker: string, watermark: Instant): Promise<void> {
  await db
    .insertInto('tracker')
    .values({ id: tracker, watermark })
    .onConflict((c) => c.column('id').doUpdateSet({ watermark }))
    .execute();
}

/** @returns the last change looked at of each of these tickets that was ever looked at. */
export async function readSeen(db: Db, tracker: string, tickets: string[]): Promise<Map<string, Instant>> {
  if (tickets.length === 0) return new Map();
  const rows = await db
    .selectFrom('seen')
    .select(['ticket', 'updated'])
    .where('tracker', '=', tracker)
    .where('ticket', 'in', tickets)
    .execute();
  return new Map(rows.map((row) => [row.ticket, row.updated]));
}

/** Notes up to which change these tickets were looked at. */
export async function writeSeen(db: Db, tracker: string, tickets: SeenTicket[]): Promise<void> {
  for (const { ticket, updated } of tickets) {
    await db
      .insertInto('seen')
      .values({ tracker, ticket, updated })
      .onConflict((c) => c.columns(['tracker', 'ticket']).doUpdateSet({ updated }))
      .execute();
  }
}

/** No ticket is called so: the row stands for the tracker itself. */
const THE_TRACKER = '';

/** @returns when the tracker was last asked for changes and answered, by our clock. */
export async function readSwept(db: Db, tracker: string): Promise<Instant | undefined> {
  return (await readSeen(db, tracker, [THE_TRACKER])).get(THE_TRACKER);
}

/** Notes that the tracker was asked for changes and answered. @param at by our clock. */
export async function writeSwept(db: Db, tracker: string, at: Instant): Promise<void> {
  await writeSeen(db, tracker, [{ ticket: THE_TRACKER, updated: at }]);
}

/** @returns the resolved accounts, of one tracker or of all. */
export async function readAccounts(db: Db, tracker?: string): Promise<Account[]> {
  const rows = await db
    .selectFrom('account')
    .selectAll()
    .$if(tracker !== undefined, (q) => q.where('tracker', '=', tracker ?? ''))
    .orderBy('tracker')
    .orderBy('person')
    .execute();
  return rows.map(({ account_id, ...row }) => ({ ...row, accountId: account_id }));
}

/** Replaces what was known about these people's accounts. */
export async function writeAccounts(db: Db, accounts: Account[]): Promise<void> {
  for (const { tracker, person, login, accountId } of accounts) {
    await db
      .insertInto('account')
      .values({ tracker, person, login, account_id: accountId })
      .onConflict((c) => c.columns(['tracker', 'person']).doUpdateSet({ login, account_id: accountId }))
      .execute();
  }
}

/** Sets columns of a tracker's row, which is made if there is none. */
export async function upsert(db: Db, id: string, change: Partial<Omit<TrackerRow, 'id'>>): Promise<void> {
  await db
    .insertInto('tracker')
    .values({ id, ...change })
    .onConflict((c) => c.column('id').doUpdateSet(change))
    .execute();
}
