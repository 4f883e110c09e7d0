import type { Db } from '../schema.ts';

/** Tasks are asked for by their kind, and by their duty with or without those that have ended: no need to read all there ever were. */
export async function tasks(db: Db): Promise<void> {
  await db.schema.createIndex('task_kind').on('task').columns(['kind', 'key']).execute();
  await db.schema.createIndex('task_duty').on('task').columns(['duty', 'ended', 'key']).execute();
}
