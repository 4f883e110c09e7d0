import type { Loaded } from '../../register/records.ts';
import { textOf, type Words } from '../../rules/event.ts';
import { hasDeadline } from '../../rules/nonconformity/clock.ts';
import { type NonconformityState, type Stage, stageOf } from '../../rules/nonconformity/state.ts';
import type { NonconformityGrade } from '../../rules/nonconformity/terms.ts';
import type { WAITING } from '../../rules/occasion/tables.ts';
import type { PersonId } from '../../rules/programme.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { type Thread, whyBlocked } from '../../rules/thread.ts';
import type { Deadline, Instant, LocalDate } from '../../rules/time.ts';

/** One line of a list: a record that is open. Instants are UTC; a deadline is exclusive, its `…Date` the last day in time. */
export interface StatusLine {
  table: 'task' | 'nonconformity' | 'documented';
  key: string;
  /** As people call it: `AR-7K2`, `NC-2027-014`. */
  display: string;
  /** The ticket's number, `#231`, once there is one. */
  ticket: string | undefined;
  url: string | undefined;
  title: string;
  assignee: PersonId | undefined;
  due: Instant | undefined;
  dueDate: LocalDate | undefined;
  hardLimit: Instant | undefined;
  hardLimitDate: LocalDate | undefined;
  /** Of a task `open` or `submitted`; of a nonconformity its step; of who joins, `waiting` until the programme knows them. */
  state: TaskState['stage'] | Stage | typeof WAITING;
  grade?: NonconformityGrade;
  /** Why it is blocked. */
  why?: string;
}

/** An open task with its state. */
export type OpenTask = Loaded<TaskState>;
/** An open nonconformity with its state. */
export type OpenNonconformity = Loaded<NonconformityState>;

/** @returns a task's line. */
export function taskLine({ key, state }: OpenTask): StatusLine {
  const { terms, thread, assignee, due, hardLimit, stage } = state;
  return { table: 'task', key, ...named(terms, thread), assignee, ...dates(due, hardLimit), state: stage };
}

/** @returns a nonconformity's line; its due date is the one by which it is to be resolved. */
export function nonconformityLine({ key, state }: OpenNonconformity): StatusLine {
  const { terms, thread, assignee, clocks, grade } = state;
  const step = stageOf(state);
  return {
    table: 'nonconformity',
    key,
    ...named(terms, thread),
    assignee,
    ...dates(hasDeadline(state) ? clocks.resolve : undefined),
    state: step,
    grade,
  };
}

function named({ display, title }: { display: string; title: Words }, thread: Thread) {
  const { ref } = thread;
  const why = whyBlocked(thread);
  return { display, ticket: ref?.number, url: ref?.url, title: textOf(title), ...(why !== undefined && { why }) };
}

function dates(due?: Deadline, hardLimit?: Deadline) {
  return { due: due?.at, dueDate: due?.date, hardLimit: hardLimit?.at, hardLimitDate: hardLimit?.date };
}
