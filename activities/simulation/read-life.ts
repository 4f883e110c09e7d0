import { allEvents } from '../../register/events.ts';
import { allPages } from '../../register/records.ts';
import type { Register } from '../../register/register.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import type { OccurrenceState } from '../../rules/occurrence-state.ts';
import type { Life } from '../../rules/simulation/life.ts';
import type { TaskState } from '../../rules/task/state.ts';

/** @returns what the register tells of the whole time since it was made: the log, and the state of every record. */
export async function readLife(register: Register): Promise<Pick<Life, 'events' | 'tasks' | 'occurrences' | 'found'>> {
  const states = async <S>(table: 'task' | 'occurrence' | 'nonconformity') =>
    (await allPages((page) => register.loadRows<S>(table, {}, page))).map(({ key, state }) => ({ key, state }));
  return {
    events: await allEvents(register, {}),
    tasks: (await states<TaskState>('task')).map(({ state }) => state),
    occurrences: await states<OccurrenceState>('occurrence'),
    found: await states<NonconformityState>('nonconformity').then((all) => all.map(({ state }) => state)),
  };
}
