import type { Documented, Noun } from '../../rules/documented.ts';
import type { NewEvent } from '../../rules/event.ts';
import type { Programme } from '../../rules/programme.ts';
import type { Instant } from '../../rules/time.ts';
import type { TableFile, TableMistake } from './table.ts';

/** What an import meets: who does it, in which programme, and what is recorded already. */
export interface ImportContext {
  programme: Programme;
  /** Records of the noun, with their texts. */
  known: Documented[];
  /** As it stands in the log. */
  actor: string;
  now: Instant;
}

/** What the columns of a table depend on. */
export interface ColumnContext extends Pick<ImportContext, 'known' | 'now'> {
  programme: Pick<Programme, 'people' | 'roles' | 'duties' | 'processes' | 'zone'>;
}

/** Of no programme: the header of a table is the same in each. */
export const ANY: ColumnContext = {
  programme: { people: [], roles: {}, duties: [], processes: [], zone: 'UTC' },
  known: [],
  now: '',
};

/** What an import comes to: events to append, none where everything is recorded already; or every mistake of the file. */
export type ImportPlan = { events: NewEvent[]; lines: number } | { mistakes: TableMistake[] };

/** Something that a table of the organisation's own can bring along. */
export interface Importable {
  /** Records that it becomes. */
  noun: Noun;
  /** The header of its table, what may be left out in brackets. */
  header: string;
  plan(file: TableFile, context: ImportContext): ImportPlan;
}
