import type { BroughtAction } from '../../rules/action/record.ts';
import type { Calendar } from '../../rules/calendar/working-day.ts';
import type { Documented, Noun } from '../../rules/documented.ts';
import type { NewEvent } from '../../rules/event.ts';
import type { BroughtNonconformity } from '../../rules/nonconformity/bring.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import type { Programme } from '../../rules/programme.ts';
import type { Instant } from '../../rules/time.ts';
import type { TableFile, TableMistake } from './table.ts';

/** What an import meets: who does it, in which programme, and what is recorded already. */
export interface ImportContext {
  programme: Programme;
  /** Its working calendar, public holidays included. */
  calendar: Calendar;
  /** Records of the noun, with their texts. */
  known: Documented[];
  /** Of nonconformities: those that the register has. */
  nonconformities: NonconformityState[];
  /** As it stands in the log. */
  actor: string;
  now: Instant;
}

/** What the columns of a table depend on. */
export interface ColumnContext extends Pick<ImportContext, 'known' | 'nonconformities' | 'now'> {
  programme: Pick<Programme, 'people' | 'roles' | 'duties' | 'processes' | 'zone'>;
}

/** Of no programme: the header of a table is the same in each. */
export const ANY: ColumnContext = {
  programme: { people: [], roles: {}, duties: [], processes: [], zone: 'UTC' },
  known: [],
  nonconformities: [],
  now: '',
};

/** What an import comes to: events to append, none where everything is recorded already; or every mistake of the file. */
export type ImportPlan = Planned | { mistakes: TableMistake[] };

/** What is recorded, and what begins a life of its own here. */
export interface Planned {
  events: NewEvent[];
  lines: number;
  nonconformities?: BroughtNonconformity[];
  actions?: BroughtAction[];
}

/** Something that a table of the organisation's own can bring along. */
export interface Importable {
  /** Records that it becomes. */
  noun: Noun | 'nonconformity';
  /** The header of its table, what may be left out in brackets. */
  header: string;
  /** It opens tickets: what it leads to is said before anything is written, and somebody of the programme brings it. */
  opens?: true;
  plan(file: TableFile, context: ImportContext): ImportPlan;
}
