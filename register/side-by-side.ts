import { sql } from 'kysely';
import type { ProjectionRow } from './fold.ts';
import type { Db } from './schema.ts';

const PAGE = 500;

/** Two of the same key, or one that has no counterpart. */
export interface Pair<L, R> {
  key: string;
  left: L | undefined;
  right: R | undefined;
}

/** Walks two lists side by side, which come in order of key by bytes; each is held one item at a time. */
export async function* sideBySide<L extends { key: string }, R extends { key: string }>(
  lefts: AsyncGenerator<L>,
  rights: AsyncGenerator<R>,
): AsyncGenerator<Pair<L, R>> {
  let left = await next(lefts);
  let right = await next(rights);
  while (left || right) {
    const order = !left ? 1 : !right ? -1 : byBytes(left.key, right.key);
    const key = (order <= 0 ? left : right)?.key ?? '';
    yield { key, left: order <= 0 ? left : undefined, right: order >= 0 ? right : undefined };
    if (order <= 0) left = await next(lefts);
    if (order >= 0) right = await next(rights);
  }
}

/** @returns the rows of a projection's table, in order of key, in pages. */
export async function* rowsByKey(db: Db, table: string): AsyncGenerator<ProjectionRow> {
  for (let after: string | undefined; ; ) {
    const beyond = after === undefined ? sql`` : sql`where key > ${after}`;
    const page =
      await sql<ProjectionRow>`select * from ${sql.table(table)} ${beyond} order by key limit ${PAGE}`.execute(db);
    yield* page.rows;
    after = page.rows.at(-1)?.key;
    if (page.rows.length < PAGE) return;
  }
}

async function next<T>(items: AsyncGenerator<T>): Promise<T | undefined> {
  const { done, value } = await items.next();
  return done ? undefined : value;
}

/** JavaScript's own order of texts is that of UTF-16. */
function byBytes(one: string, other: string): number {
  return one === other ? 0 : Buffer.compare(Buffer.from(one), Buffer.from(other));
}
