import { allPages } from '../../register/records.ts';
import type { Reads } from '../../register/register.ts';
import type { TableRow } from '../../rules/documented.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import { type Beside, openSteps } from '../../rules/occasion/open-steps.ts';
import type { OccasionRecord } from '../../rules/occasion/record.ts';
import type { OccurrenceState } from '../../rules/occurrence-state.ts';
import type { OccasionKind } from '../../rules/programme.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { about } from './about.ts';
import type { TableKind } from './table.ts';

/** @returns the table of what happened of one kind, with the tasks that have not ended and the nonconformities that followed. */
export function occasionTable<K extends OccasionKind>(
  noun: K,
  rowsOf: (record: OccasionRecord<K>, beside: Beside) => TableRow[],
): TableKind {
  return {
    source: `documented information: ${noun}, and its tasks`,
    about: about[noun],
    rows: async ({ register }) => {
      const records = await allPages((page) => register.loadRows<OccasionRecord<K>>('documented', { noun }, page));
      const open = await allPages((page) => register.loadRows<TaskState>('task', { ended: 0 }, page));
      const tasks = open.map(({ state }) => state);
      const unopened = await withoutTasks(register);
      const found = await allPages((page) => register.loadRows<NonconformityState>('nonconformity', {}, page));
      const raised = found.map(({ state }) => state);
      return records.flatMap(({ state }) => rowsOf(state, { open: openSteps(state, tasks, unopened), raised }));
    },
  };
}

/** @returns the occurrences on which something is owed to what happened, and that have no task yet. */
async function withoutTasks(register: Reads): Promise<OccurrenceState[]> {
  const open = await allPages((page) => register.loadRows<OccurrenceState>('occurrence', { ended: 0 }, page));
  const owed = open.filter(({ state }) => state.occasion);
  const begun = await Promise.all(
    owed.map(({ key }) => register.rows('task', { occurrence: key }, { limit: 1 }).then((rows) => rows.length > 0)),
  );
  return owed.filter((_, i) => !begun[i]).map(({ state }) => state);
}
