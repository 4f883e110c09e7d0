import type { Reads } from '../../register/register.ts';
import { keyOf } from '../../rules/keys.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import type { TaskState } from '../../rules/task/state.ts';
import type { NonconformityCall } from '../../rules/task/turn.ts';

/**
 * @returns the key of the one nonconformity that an occurrence calls for, be it missed or waived (domain: task); after it the one that
 * releases before this one gave it where it was waived.
 */
export function followUpKeys(instance: string, task: TaskState): [key: string, former: string] {
  return [keyBecause(instance, task, 'missed'), keyBecause(instance, task, 'waived')];
}

/**
 * @returns the key of the one that an occurrence calls for once the one before it is closed (domain: steps); for the same miss or waiver
 * always the same.
 */
export function furtherKey(instance: string, task: TaskState, { because, at }: NonconformityCall): string {
  return keyBecause(instance, task, `${because}:${task.terms.key}:${at}`);
}

function keyBecause(instance: string, task: TaskState, cause: string): string {
  const { duty = '' } = task.terms;
  return keyOf({ instance, duty, period: occurrenceOf(task), cause, slot: 'nonconformity' });
}

/** @returns the nonconformity of a task's occurrence, of several the newest: those before it are closed. Undefined if none was raised. */
export async function followUpOf(
  register: Reads,
  instance: string,
  task: TaskState,
): Promise<NonconformityState | undefined> {
  for (const key of followUpKeys(instance, task)) {
    const found = await register.load<NonconformityState>('nonconformity', key);
    if (found) return newestOf(register, found.state, occurrenceOf(task));
  }
  return undefined;
}

/** What it happened again as in the same occurrence: people link others, too. */
async function newestOf(register: Reads, state: NonconformityState, occurrence: string): Promise<NonconformityState> {
  for (const { key } of state.recurrences ?? []) {
    const next = await register.load<NonconformityState>('nonconformity', key);
    const source = next?.state.terms.source;
    if (next && source && 'task' in source && (source.occurrence ?? source.task.key) === occurrence)
      return newestOf(register, next.state, occurrence);
  }
  return state;
}

function occurrenceOf({ terms: { origin, key } }: TaskState): string {
  return 'occurrence' in origin ? origin.occurrence : key;
}
