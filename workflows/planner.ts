import { activities } from './activities.ts';

/** One tick of the Schedule: rounds until nothing more is due. */
export async function planner(): Promise<void> {
  while ((await activities.openDue()).more);
}
