import type { Instant } from '../rules/time.ts';
import { canonical } from './canonical.ts';
import type { Db } from './schema.ts';
import { upsert } from './trackers.ts';

/** Changes that were found by asking although a delivery should have told of them. Instants by the tracker's clock. */
export interface Unannounced {
  since: Instant;
  last: Instant;
  count: number;
}

/** What the engine itself saw of a tracker's webhook. */
export interface HookNotes {
  /** When a delivery was last taken; noted once a minute at most. */
  taken?: Instant;
  /** When one was last refused for its signature; noted once a minute at most. */
  refused?: Instant;
  unannounced?: Unannounced;
}

/** What became of a webhook's delivery. */
export type Delivered = 'taken' | 'refused';

/** @returns what was noted of a tracker's webhook. */
export async function readHooks(db: Db, tracker: string): Promise<HookNotes> {
  const row = await db
    .selectFrom('tracker')
    .select(['hook_taken', 'hook_refused', 'unannounced'])
    .where('id', '=', tracker)
    .executeTakeFirst();
  return {
    ...(row?.hook_taken && { taken: row.hook_taken }),
    ...(row?.hook_refused && { refused: row.hook_refused }),
    ...(row?.unannounced && { unannounced: JSON.parse(row.unannounced) as Unannounced }),
  };
}

/** Notes that a delivery was taken, or refused for its signature. */
export async function writeDelivered(db: Db, tracker: string, what: Delivered, at: Instant): Promise<void> {
  await upsert(db, tracker, what === 'taken' ? { hook_taken: at } : { hook_refused: at });
}

/** Notes which changes no delivery told of. */
export async function writeUnannounced(db: Db, tracker: string, found: Unannounced): Promise<void> {
  await upsert(db, tracker, { unannounced: canonical(found) });
}
