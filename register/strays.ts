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
  /** Whether it was open when last heard of: a closed one needs nobody. */
  open: boolean;
}

/** Notes tickets that no record knows, or what became of them. */
export async function writeStrays(db: Db, strays: Stray[]): Promise<void> {
  for (const { ticketId, open, ...rest } of strays) {
    const row = { ...rest, ticket_id: ticketId, open: open ? 1 : 0 };
    await db
      .insertInto('stray')
      .values(row)
      .onConflict((c) => c.columns(['tracker', 'ticket_id']).doUpdateSet({ open: row.open }))
      .execute();
  }
}

/** Forgets a stray: a record knows it now. */
export async function dropStray(db: Db, { tracker, ticketId }: Pick<Stray, 'tracker' | 'ticketId'>): Promise<void> {
  await db.deleteFrom('stray').where('tracker', '=', tracker).where('ticket_id', '=', ticketId).execute();
}

/** @returns strays, the oldest first. */
export async function readStrays(db: Db): Promise<Stray[]> {
  const rows = await db.selectFrom('stray').selectAll().orderBy('created').orderBy('ticket_id').execute();
  return rows.map(({ ticket_id: ticketId, open, ...row }) => ({ ...row, ticketId, open: open === 1 }));
}
