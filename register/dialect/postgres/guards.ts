import { sql } from 'kysely';
import type { Db } from '../../schema.ts';

interface Guard {
  name: string;
  /** The statement that makes it, worded as PostgreSQL gives it back. */
  statement: string;
}

function guardsOf(table: string): Guard[] {
  return ['update', 'delete', 'truncate'].map((verb) => {
    const name = `${table}_no_${verb}`;
    return {
      name,
      statement: `create trigger ${name} before ${verb} on ${table} for each statement execute function ${table}_append_only()`,
    };
  });
}

function refusal(table: string): string {
  return `begin raise exception '${table} is append-only'; end`;
}

/** @returns the statements that make a table refuse update, delete, and truncate. */
export function appendOnly(table: string): string[] {
  return [
    `create function ${table}_append_only() returns trigger language plpgsql as $$${refusal(table)}$$`,
    ...guardsOf(table).map((guard) => guard.statement),
  ];
}

/** @returns names of guards that are missing, switched off, narrowed by a condition, or whose function does something else. */
export async function missingGuards(db: Db, table: string): Promise<string[]> {
  const found = await sql<{ name: string; statement: string }>`
    select t.tgname as name, lower(pg_get_triggerdef(t.oid, true)) as statement
    from pg_trigger t join pg_proc p on p.oid = t.tgfoid
    where t.tgrelid = ${table}::regclass and t.tgenabled in ('O', 'A') and p.prosrc = ${refusal(table)}`.execute(db);
  const there = new Map(found.rows.map((row) => [row.name, row.statement]));
  return guardsOf(table).flatMap(({ name, statement }) => (there.get(name) === statement ? [] : [name]));
}
