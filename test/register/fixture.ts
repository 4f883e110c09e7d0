import type { Projection } from '../../register/fold.ts';
import { openRegister } from '../../register/open.ts';
import type { Register } from '../../register/register.ts';
import type { Json, NewEvent } from '../../rules/event.ts';
import type { Engine } from './engines/engine.ts';

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

/** Registers on an engine, closed at the end. */
export function registers(engine: Engine, projections: Projection<never>[] | Projection<unknown>[] = [tally]) {
  const opened: Register[] = [];
  let now = START;
  return {
    at: (instant: string) => {
      now = instant;
    },
    open: async (url = engine.fresh(), create = true) => {
      const list = projections as Projection<unknown>[];
      const register = await openRegister({ url, clock: () => now, projections: list, create });
      opened.push(register);
      return { url, register };
    },
    end: async () => {
      for (const register of opened.splice(0)) await register.close();
    },
  };
}
