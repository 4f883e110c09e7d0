import type { Instant } from '../rules/time.ts';
import type { Db } from './schema.ts';

/** A ticket that carries the engine's mark and that no record knows. */
export interface Stray {
  tracker: string;
  ticketId: string;
  /** The key that it carries, and what people call that record. */
  key: string;
  display: string;
  number: string;
  url: string;
  /** When the tracker created it. */
  created: Instant;
}

/** Notes tickets that no record knows; known ones are left as they are. */
export async function writeStrays(db: Db, strays: Stray[]): Promise<void> {
  for (const { ticketId, ...rest } of strays) {
    await db
      .insertInto('stray')
      .values({ ...rest, ticket_id: ticketId })
      .onConflict((c) => c.columns(['tracker', 'ticket_id']).doNothing())
      .execute();
  }
}

/** Forgets a stray: a record knows it now. */
export async function dropStray(db: Db, { tracker, ticketId }: Pick<Stray, 'tracker' | 'ticketId'>): Promise<void> {
  await db.deleteFrom('stray').where('tracker', '=', tracker).where('ticket_id', '=', ticketId).execute();
}

/** @returns strays, the oldest first: all, or those that carry a key. */
export async function readStrays(db: Db, key?: string): Promise<Stray[]> {
  const rows = await db
    .selectFrom('stray')
    .selectAll()
    .$if(key !== undefined, (q) => q.where('key', '=', key ?? ''))
    .orderBy('created')
    .orderBy('ticket_id')
    .execute();
  return rows.map(({ ticket_id: ticketId, ...row }) => ({ ...row, ticketId }));
}
