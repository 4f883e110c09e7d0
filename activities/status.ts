import type { RecordTable } from '../register/columns.ts';
import type { Row } from '../register/records.ts';
import type { Register } from '../register/register.ts';
import { type Instant, msBetween } from '../rules/time.ts';
import { currentProgramme } from './organisation.ts';

/** One line of a list: a record that is open. */
export interface StatusLine {
  display: string;
  ticket: string | undefined;
  url: string | undefined;
  title: string;
  assignee: string | undefined;
  due: Instant | undefined;
  hardLimit: Instant | undefined;
  state: string;
  why?: string;
}

export interface Status {
  organisation: string;
  version: number;
  now: Instant;
  needsYou: StatusLine[];
  late: StatusLine[];
  blocked: StatusLine[];
  open: StatusLine[];
  nonconformities: { minor: number; major: number; lines: StatusLine[] };
  year: { owed: number; done: number; late: number; open: number; waived: number; missed: number };
  engine: {
    lastTick: Instant | undefined;
    sinceTick: number | undefined;
    downtime: { from: Instant; until: Instant }[];
    waiting: number;
  };
}

/** @returns how things stand: what needs somebody, what is late or blocked, the year so far, and the engine itself. */
export async function statusOf(register: Register, now: Instant): Promise<Status> {
  const current = await currentProgramme(register);
  const rows = await register.openRecords();
  const lines = await Promise.all(rows.filter((r) => r.table === 'task').map((r) => lineOf(register, r)));
  const nonconformities = await Promise.all(
    rows.filter((r) => r.table === 'nonconformity').map((r) => lineOf(register, r)),
  );
  const lastTick = await register.lastTick();
  const waiting = (await register.effectCounts()).filter((c) => c.state === 'pending' || c.state === 'leased');
  const grades = rows.filter((r) => r.table === 'nonconformity').map((r) => r.columns.grade);
  return {
    organisation: current?.programme.organisation ?? '',
    version: current?.version ?? 0,
    now,
    needsYou: lines.filter((l) => l.state === 'submitted'),
    late: lines.filter((l) => l.state === 'open' && l.due !== undefined && l.due <= now),
    blocked: [...lines, ...nonconformities].filter((l) => l.why !== undefined),
    open: lines,
    nonconformities: {
      minor: grades.filter((g) => g === 'minor').length,
      major: grades.filter((g) => g === 'major').length,
      lines: nonconformities,
    },
    year: await yearOf(register, now.slice(0, 4)),
    engine: {
      lastTick,
      sinceTick: lastTick === undefined ? undefined : msBetween(lastTick, now),
      downtime: await downtimeOf(register),
      waiting: waiting.reduce((sum, c) => sum + c.count, 0),
    },
  };
}

async function lineOf(register: Register, row: Row): Promise<StatusLine> {
  const loaded = await register.load<{ terms: { title: { text?: string } } }>(row.table, row.key);
  const text = (name: string) => (row.columns[name] as string | null) ?? undefined;
  const why = text('blocked');
  return {
    display: text('display') ?? row.key,
    ticket: text('ticket_number'),
    url: text('ticket_url'),
    title: loaded?.state.terms.title.text ?? '',
    assignee: text('assignee'),
    due: text('due') ?? text('resolve_due'),
    hardLimit: text('hard_limit'),
    state: text('state') ?? '',
    ...(why && { why }),
  };
}

async function yearOf(register: Register, year: string): Promise<Status['year']> {
  const all = await allRows(register, 'occurrence');
  const mine = all.filter((r) => String(r.columns.due).startsWith(year));
  const count = (test: (r: Row) => boolean) => mine.filter(test).length;
  const isLate = (r: Row) => r.columns.closed_at !== null && String(r.columns.closed_at) >= String(r.columns.due);
  const done = (r: Row) => r.columns.state === 'recorded' || r.columns.state === 'verified';
  return {
    owed: mine.length,
    done: count((r) => done(r) && r.columns.missed === 0 && !isLate(r)),
    late: count((r) => done(r) && r.columns.missed === 0 && isLate(r)),
    open: count((r) => r.columns.ended === 0 && r.columns.missed === 0),
    waived: count((r) => r.columns.state === 'waived' && r.columns.missed === 0),
    missed: count((r) => r.columns.missed === 1),
  };
}

async function allRows(register: Register, table: RecordTable): Promise<Row[]> {
  const all: Row[] = [];
  for (;;) {
    const page = await register.rows(table, {}, { limit: 500, after: all.at(-1)?.key ?? '' });
    all.push(...page);
    if (page.length < 500) return all;
  }
}

async function downtimeOf(register: Register): Promise<{ from: Instant; until: Instant }[]> {
  const events = await register.events({ stream: 'engine', kinds: ['downtime'], limit: 100 });
  return events.map((e) => e.body as { from: Instant; until: Instant });
}
