import { DatabaseSync } from 'node:sqlite';
import type { Ticket, TicketComment } from '../tracker/tracker.ts';

interface Occurrence {
  key: string;
  duty: string;
  subject: string | null;
  period: string;
  cause: string;
  state: string | null;
  missed: number;
}

/** A row with a ticket of its own: a task, or a nonconformity. */
export interface Ticketed {
  table: 'task' | 'nonconformity';
  key: string;
  display: string;
  ticket_number: string | null;
  state: string | null;
  occurrence: string | null;
  grade: string | null;
  own_grade: string | null;
  resolve_due: string | null;
}

export interface Event {
  sequence: number;
  at: string;
  stream: string;
  kind: string;
  actor: string;
  body: Record<string, unknown>;
}

export interface Effect {
  key: string;
  record: string;
  kind: string;
  state: string;
  not_before: string;
  attempts: number;
  body: Record<string, unknown>;
  result: Record<string, unknown> | null;
}

interface Applied {
  applied: Record<string, { at: string }>;
  programme: {
    pace: { planner: number };
    roles: Record<string, string[]>;
    people: { id: string; mail?: string }[];
    ladders: { id: string; lead: { unit: string; n: number } }[];
    duties: {
      id: string;
      first: string;
      every?: { unit: string; n: number };
      lead?: { unit: string; n: number };
      ladder: string;
      subjects: { id: string }[];
    }[];
  };
}

/** The register as it stands, read in one transaction without dutybound's own code. */
export interface RegisterFacts {
  occurrences: Occurrence[];
  ticketed: Ticketed[];
  events: Event[];
  effects: Effect[];
  accounts: { person: string; login: string; account_id: string }[];
  inForce: Applied;
  /** Hashes of the files kept as evidence. */
  files: string[];
}

/** Everything that the checks look at. */
export interface Facts extends RegisterFacts {
  now: string;
  tickets: Ticket[];
  comments: TicketComment[];
  mails: { to: string[]; subject: string }[];
  verified: { ok: boolean; said: string };
}

/** Reads a register's file. @throws Error if it cannot be read. */
export function readRegister(file: string): RegisterFacts {
  const register = new DatabaseSync(file, { readOnly: true, timeout: 5_000 });
  const all = <T>(select: string) => register.prepare(select).all() as unknown as T[];
  try {
    register.exec('begin');
    const [latest] = all<{ programme: string }>('select programme from programme order by version desc limit 1');
    if (!latest) throw new Error(`${file} holds no programme; run dutybound apply`);
    return {
      occurrences: all<Occurrence>('select * from occurrence'),
      ticketed: [
        ...all<Ticketed>(
          "select *, 'task' as 'table', null as grade, null as own_grade, null as resolve_due from task",
        ),
        ...all<Ticketed>("select *, 'nonconformity' as 'table', null as occurrence from nonconformity"),
      ],
      events: all<Event & { body: string }>('select * from event order by sequence').map(parsedBody),
      effects: all<Effect & { body: string; result: string | null }>('select * from effect order by position').map(
        (row) => ({
          ...parsedBody(row),
          result: row.result === null ? null : (JSON.parse(row.result) as Record<string, unknown>),
        }),
      ),
      accounts: all('select person, login, account_id from account'),
      inForce: JSON.parse(latest.programme) as Applied,
      files: all<{ hash: string }>("select hash from blob where kind = 'bytes' and redacted = 0").map(
        ({ hash }) => hash,
      ),
    };
  } finally {
    register.close();
  }
}

function parsedBody<T extends { body: string }>(row: T): T & { body: Record<string, unknown> } {
  return { ...row, body: JSON.parse(row.body) };
}

/** @returns the events of one record. */
export function eventsOf({ events }: RegisterFacts, { table, key }: Ticketed): Event[] {
  return events.filter(({ stream }) => stream === `${table}/${key}`);
}
