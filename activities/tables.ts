import { allPages } from '../register/records.ts';
import type { Register } from '../register/register.ts';
import { type Documented, NOUNS, type Noun, rowsOf } from '../rules/documented.ts';
import type { Instant } from '../rules/time.ts';
import { loadOrganisation } from './organisation.ts';
import { acceptances } from './tables/acceptances.ts';
import { engine, refused } from './tables/engine.ts';
import { late, ledger } from './tables/ledger.ts';
import { nonconformities } from './tables/nonconformities.ts';
import { programmes } from './tables/programme.ts';
import type { Table, TableKind } from './tables/table.ts';

const own: Record<string, TableKind> = {
  ledger,
  late,
  nonconformities,
  programme: programmes,
  acceptances,
  engine,
  refused,
};

/** Every table by name, with what it answers. */
export const tables: Record<string, TableKind> = {
  ...own,
  ...Object.fromEntries(NOUNS.map((noun) => [noun, documentedTable(noun)])),
};

/** @returns the table of that name as the register has it now. @throws Error if there is none, naming all. */
export async function tableOf(register: Register, name: string, now: Instant): Promise<Table> {
  const kind = tables[name];
  if (!kind) throw new Error(`${name} is no table; there are: ${Object.keys(tables).join(', ')}`);
  const through = await register.head();
  const org = await loadOrganisation(register, now);
  return { name, source: kind.source, filter: 'all', rows: await kind.rows({ register, org, now }), through };
}

function documentedTable(noun: Noun): TableKind {
  return {
    source: `documented information: ${noun}`,
    about: `every ${noun}`,
    rows: async ({ register }) => {
      const all = await allPages((page) => register.loadRows<Documented>('documented', { noun }, page));
      return all.flatMap(({ state }) => rowsOf(state));
    },
  };
}
