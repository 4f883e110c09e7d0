import type { Reads } from '../../register/register.ts';
import { keyOf } from '../../rules/keys.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import type { TaskState } from '../../rules/task/state.ts';

/**
 * @returns the key of the one nonconformity that an occurrence calls for, be it missed or waived (domain: task); after it the one that
 * releases before this one gave it where it was waived.
 */
export function followUpKeys(instance: string, { terms }: TaskState): [key: string, former: string] {
  const { origin, duty = '' } = terms;
  const period = 'occurrence' in origin ? origin.occurrence : terms.key;
  const keyBecause = (cause: string) => keyOf({ instance, duty, period, cause, slot: 'nonconformity' });
  return [keyBecause('missed'), keyBecause('waived')];
}

/** @returns the one nonconformity of a task's occurrence; undefined if none was raised. */
export async function followUpOf(
  register: Reads,
  instance: string,
  task: TaskState,
): Promise<NonconformityState | undefined> {
  for (const key of followUpKeys(instance, task)) {
    const found = await register.load<NonconformityState>('nonconformity', key);
    if (found) return found.state;
  }
  return undefined;
}
