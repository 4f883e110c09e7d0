import type { Db } from '../schema.ts';

/** What the engine saw of each tracker's webhook. */
export async function hooks(db: Db): Promise<void> {
  for (const name of ['hook_taken', 'hook_refused', 'unannounced'])
    await db.schema.alterTable('tracker').addColumn(name, 'text').execute();
}
