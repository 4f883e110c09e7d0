import { allPages } from '../register/records.ts';
import type { Register } from '../register/register.ts';
import { type Documented, NOUNS, type Noun, rowsOf } from '../rules/documented.ts';
import { changeRow, incidentRow, stepRows } from '../rules/occasion/tables.ts';
import type { Instant, LocalDate } from '../rules/time.ts';
import { loadOrganisation } from './organisation.ts';
import { about } from './tables/about.ts';
import { acceptances } from './tables/acceptances.ts';
import { actions } from './tables/actions.ts';
import { auditGrid } from './tables/audit-grid.ts';
import { audits } from './tables/audits.ts';
import { competence } from './tables/competence.ts';
import { disposal } from './tables/disposal.ts';
import { documents } from './tables/documents.ts';
import { engine, refused } from './tables/engine.ts';
import { late, ledger } from './tables/ledger.ts';
import { nonconformities } from './tables/nonconformities.ts';
import { occasionTable } from './tables/occasions.ts';
import { people } from './tables/people.ts';
import { programmes } from './tables/programme.ts';
import { requests } from './tables/requests.ts';
import { subjects } from './tables/subjects.ts';
import type { Table, TableKind } from './tables/table.ts';

const own: Record<string, TableKind> = {
  ledger,
  late,
  subjects,
  nonconformities,
  programme: programmes,
  people,
  competence,
  acceptances,
  'audit-grid': auditGrid,
  disposal,
  engine,
  refused,
};

/** Every table by name, with what it answers. */
export const tables: Record<string, TableKind> = {
  ...own,
  ...Object.fromEntries(NOUNS.map((noun) => [noun, documentedTable(noun)])),
  request: requests,
  action: actions,
  document: documents,
  audit: audits,
  incident: occasionTable('incident', incidentRow),
  change: occasionTable('change', changeRow),
  joiner: occasionTable('joiner', stepRows),
  leaver: occasionTable('leaver', stepRows),
  mover: occasionTable('mover', stepRows),
};

/** Tables that can tell what held on a day. */
export const datedTables = Object.keys(tables).filter((name) => tables[name]?.dated);

/**
 * @param on only what held on that day, for one of `datedTables`.
 * @returns the table of that name as the register has it now, all of it at one event. @throws Error if there is none, naming all.
 */
export async function tableOf(register: Register, name: string, now: Instant, on?: LocalDate): Promise<Table> {
  const kind = tables[name];
  if (!kind) throw new Error(`${name} is no table; there are: ${Object.keys(tables).join(', ')}`);
  return register.snapshot(async (reads) => {
    const through = await reads.head();
    const org = await loadOrganisation(reads, now);
    const rows = await kind.rows({ register: reads, org, now, ...(on && { on }) });
    return { name, source: kind.source, filter: on ? `held on ${on}` : 'all', rows, zone: org.programme.zone, through };
  });
}

function documentedTable(noun: Noun): TableKind {
  return {
    source: `documented information: ${noun}`,
    about: about[noun],
    rows: async ({ register }) => {
      const all = await allPages((page) => register.loadRows<Documented>('documented', { noun }, page));
      return all.flatMap(({ state }) => rowsOf(state));
    },
  };
}
