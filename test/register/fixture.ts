import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Projection } from '../../register/fold.ts';
import { openRegister } from '../../register/open.ts';
import type { Register } from '../../register/register.ts';
import type { Json, NewEvent } from '../../rules/event.ts';

export const START = '2027-01-04T08:00:00.000Z';

/** A record that counts its events, adds up their amounts, and keeps their last note. */
export interface Tally {
  count: number;
  total: number;
  note: Json;
  ended: boolean;
}

export const tally: Projection<Tally> = {
  table: 'task',
  stream: 'task',
  evolve: (state, { kind, body }) => ({
    count: (state?.count ?? 0) + 1,
    total: (state?.total ?? 0) + (typeof body.amount === 'number' ? body.amount : 0),
    note: body.note ?? state?.note ?? null,
    ended: kind === 'ended',
  }),
  columns: ({ count, total, ended }) => ({ assignee: `p${total}`, missed: count, state: 'open', ended: ended ? 1 : 0 }),
};

/** Keeps whatever columns its events name. */
export function mirror(
  table: 'occurrence' | 'task' | 'nonconformity',
): Projection<Record<string, string | number | null>> {
  return {
    table,
    stream: table,
    evolve: (state, { body }) => ({ ...state, ...(body as Record<string, string | number | null>) }),
    columns: (state) => state,
  };
}

export function event(stream: string, body: Record<string, Json> = {}, kind = 'noted'): NewEvent {
  return { stream, kind, actor: 'person:mara', at: START, body };
}

/** A folder that is gone after the test file, and registers in it. */
export function registers(projections: Projection<never>[] | Projection<unknown>[] = [tally]) {
  const folder = mkdtempSync(join(tmpdir(), 'register-'));
  const opened: Register[] = [];
  let files = 0;
  let now = START;
  const file = () => join(folder, `${++files}.db`);
  return {
    folder,
    file,
    at: (instant: string) => {
      now = instant;
    },
    open: async (path = file(), create = true) => {
      const list = projections as Projection<unknown>[];
      const register = await openRegister({ url: `sqlite:${path}`, clock: () => now, projections: list, create });
      opened.push(register);
      return { path, register };
    },
    end: async () => {
      for (const register of opened.splice(0)) await register.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Changes the file behind the register's back, guards removed and put back. */
export function tamper(path: string, ...statements: string[]): void {
  const database = new DatabaseSync(path);
  const guards = database.prepare("select name, sql from sqlite_master where type = 'trigger'").all();
  for (const guard of guards) database.exec(`drop trigger ${guard.name}`);
  for (const statement of statements) database.exec(statement);
  for (const guard of guards) database.exec(`${guard.sql}`);
  database.close();
}
