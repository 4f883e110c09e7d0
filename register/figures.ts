import { type RawBuilder, sql } from 'kysely';
import { NEVER_OVERDUE } from '../rules/task/kinds.ts';
import { earliest, type Instant } from '../rules/time.ts';
import type { followedTables } from './columns.ts';
import type { Db } from './schema.ts';

/** Open records of one table in one state. */
interface OpenCount {
  table: (typeof followedTables)[number];
  state: string;
  count: number;
  /** Past the date by which they were to be handed in, agreed, or resolved. */
  overdue: number;
  missed: number;
  blocked: number;
}

/** What waits for a decision, as far as it can be counted without loading states. */
type Waiting = 'verification' | 'extension' | 'waiver' | 'plan' | 'proposal' | 'programme change';

/** How much there is of everything, counted by the database: no state is loaded. */
export interface Figures {
  open: OpenCount[];
  waiting: Record<Waiting, number>;
  /** What has not gone out: pending, leased, or failed. */
  outbox: { tracker: string; state: string; count: number }[];
  /** The next deadline of any open record after the asked instant. */
  nextDeadline?: Instant;
}

/** Reads a field of a record's folded state, null where it has none. */
export type Field = (name: string) => RawBuilder<unknown>;

/**
 * @param after deadlines up to here are left out of `nextDeadline`.
 * @returns counts of what is open.
 */
export async function readFigures(db: Db, field: Field, now: Instant, after: Instant): Promise<Figures> {
  const tasks = await openTasks(db, field, now, after);
  const nonconformities = await openNonconformities(db, field, now, after);
  const sum = (key: string) => [...tasks, ...nonconformities].reduce((n, row) => n + Number(row[key] ?? 0), 0);
  const deadlines = [...tasks, ...nonconformities].flatMap((row) => [row.first, row.second]);
  const nextDeadline = earliest(...deadlines.map((at) => (at === null ? undefined : String(at))));
  return {
    open: [
      ...(await openOccurrences(db)).map((row) => openOf('occurrence', row)),
      ...tasks.map((row) => openOf('task', row)),
      ...nonconformities.map((row) => openOf('nonconformity', row)),
    ],
    waiting: {
      verification: sum('verification'),
      extension: sum('extension'),
      waiver: sum('waiver'),
      plan: sum('plan'),
      proposal: sum('proposal'),
      'programme change': sum('change'),
    },
    outbox: await unsent(db),
    ...(nextDeadline && { nextDeadline }),
  };
}

type Counted = Record<string, string | number | null>;

function openOf(table: OpenCount['table'], row: Counted): OpenCount {
  const number = (key: string) => Number(row[key] ?? 0);
  return {
    table,
    state: String(row.state),
    count: number('count'),
    overdue: number('overdue'),
    missed: number('missed'),
    blocked: number('blocked'),
  };
}

async function openOccurrences(db: Db): Promise<Counted[]> {
  const found = await sql<Counted>`select state, count(*) as count, ${sumOf(sql`missed = 1`)} as missed
    from occurrence where ended = 0 group by state order by state`.execute(db);
  return found.rows;
}

/** One pass for everything: reading the rows is what takes the time. */
async function openTasks(db: Db, field: Field, now: Instant, after: Instant): Promise<Counted[]> {
  const found = await sql<Counted>`select state, count(*) as count, ${sumOf(sql`missed = 1`)} as missed,
    ${sumOf(sql`blocked is not null`)} as blocked, ${sumOf(sql`state = 'submitted'`)} as verification,
    ${sumOf(sql`state = 'open' and kind = 'programme-change'`)} as change,
    ${sumOf(sql`state = 'open' and kind = 'repeats'`)} as proposal,
    ${sumOf(sql`state = 'open' and kind not in (${sql.join(NEVER_OVERDUE)}) and due <= ${now}`)} as overdue,
    ${sumOf(asked(field, 'extension'))} as extension, ${sumOf(asked(field, 'waiver'))} as waiver,
    ${firstOf('due', after, sql`state = 'open'`)} as first,
    ${firstOf('hard_limit', after, sql`state = 'open' and missed = 0`)} as second
    from task where ended = 0 group by state order by state`.execute(db);
  return found.rows;
}

/**
 * Its first step that is not done is its state: at `effectiveness` it is resolved, at `external` it waits for the certification body's letter,
 * at `plan` all but the agreement is there.
 */
async function openNonconformities(db: Db, field: Field, now: Instant, after: Instant): Promise<Counted[]> {
  const unplanned = sql`state not in ('implementation', 'effectiveness', 'external')`;
  const late = sql`state not in ('effectiveness', 'external') and (resolve_due <= ${now} or (${unplanned} and plan_due <= ${now}))`;
  const found = await sql<Counted>`select state, count(*) as count, ${sumOf(sql`missed = 1`)} as missed,
    ${sumOf(sql`blocked is not null`)} as blocked, ${sumOf(sql`state = 'plan'`)} as plan, ${sumOf(late)} as overdue,
    ${sumOf(asked(field, 'extension'))} as extension, ${sumOf(asked(field, 'proposal'))} as proposal,
    ${firstOf('plan_due', after, unplanned)} as first,
    ${firstOf('resolve_due', after, sql`state not in ('effectiveness', 'external')`)} as second
    from nonconformity where ended = 0 group by state order by state`.execute(db);
  return found.rows;
}

function sumOf(condition: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`sum(case when ${condition} then 1 else 0 end)`;
}

/** The first instant after `after` at which something would be recorded as late, missed, or major. */
function firstOf(column: string, after: Instant, holds: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`min(case when ${sql.ref(column)} > ${after} and ${holds} then ${sql.ref(column)} end)`;
}

/** The text is searched first: reading each state as JSON would take longer. */
function asked(field: Field, name: string): RawBuilder<unknown> {
  const pattern = sql.lit(`%"${name}":{%`);
  return sql`case when state <> 'submitted' and folded like ${pattern} then ${field(name)} is not null else 1 = 0 end`;
}

async function unsent(db: Db): Promise<Figures['outbox']> {
  return db
    .selectFrom('effect')
    .select((e) => ['tracker', 'state', e.fn.countAll<number>().as('count')])
    .where('state', 'in', ['pending', 'leased', 'failed'])
    .groupBy(['tracker', 'state'])
    .orderBy('tracker')
    .orderBy('state')
    .execute();
}
