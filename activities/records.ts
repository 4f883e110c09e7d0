import type { RecordTable } from '../register/columns.ts';
import type { Loaded } from '../register/records.ts';
import type { Reads } from '../register/register.ts';
import { draftNonconformity } from '../rules/nonconformity/draft.ts';
import type { NonconformityState } from '../rules/nonconformity/state.ts';
import type { Organisation } from '../rules/organisation.ts';
import { draftTask } from '../rules/task/draft.ts';
import type { TaskState } from '../rules/task/state.ts';
import type { Draft, TicketRef } from '../rules/ticket.ts';

/** A record with a ticket of its own. */
export type Ticketed =
  | { table: 'task'; row: Loaded<TaskState> }
  | { table: 'nonconformity'; row: Loaded<NonconformityState> };

/** A run follows a record that the register does not have. */
export class UnknownRecord extends Error {
  override readonly name = 'UnknownRecord';
}

/** @returns the task or nonconformity of that key. @throws UnknownRecord if there is none. */
export async function loadTicketed(register: Reads, key: string): Promise<Ticketed> {
  const task = await register.load<TaskState>('task', key);
  if (task) return { table: 'task', row: task };
  const nonconformity = await register.load<NonconformityState>('nonconformity', key);
  if (nonconformity) return { table: 'nonconformity', row: nonconformity };
  throw new UnknownRecord(`The register has no task or nonconformity ${key}; run dutybound verify.`);
}

/**
 * @returns the ticket as the record's state says it should look. It names the assignee only where that is to be put back, and says that
 * it is open only where a close is to be undone: a close that came after the reading stands until it is judged.
 */
export function draftOf(
  record: Ticketed,
  org: Organisation,
  { assign, reopen }: { assign: boolean; reopen: boolean },
): Draft {
  const draft =
    record.table === 'task'
      ? draftTask(record.row.state, org, assign)
      : draftNonconformity(record.row.state, org, assign);
  if (draft.category !== 'open' || reopen) return draft;
  const { category: _, ...rest } = draft;
  return rest;
}

/**
 * @returns the ticket that a record's is a part of, where both are at one tracker: of a part the whole's, of a nonconformity's task the
 * nonconformity's, of a review's action the review's.
 */
export async function parentOf(register: Reads, { table, row }: Ticketed): Promise<TicketRef | undefined> {
  if (table !== 'task') return undefined;
  const { origin, tracker, partOf } = row.state.terms;
  const whole = partOf ?? ('review' in origin ? origin.review : undefined);
  const parent = whole
    ? await register.load<TaskState>('task', whole)
    : 'nonconformity' in origin && (await register.load<NonconformityState>('nonconformity', origin.nonconformity));
  if (!parent) return undefined;
  const { ref } = parent.state.thread;
  return ref?.tracker === tracker ? ref : undefined;
}

/** @returns the stream of a record's events. */
export function streamOf(table: RecordTable, key: string): string {
  return `${table}/${key}`;
}
