import { workflowId } from '../../workflows/messages.ts';
import { measureFloor } from '../floor/floor.ts';
import { percentile } from '../percentile.ts';
import { startUp, temporalClient, type Up } from '../site/engine.ts';
import { historyOf } from '../site/histories.ts';
import { allOpened, creations, type OpenTask, oweDuties, settled } from '../site/openings.ts';
import { openSite } from '../site/site.ts';
import type { Measurement, Stage } from '../stage.ts';

const OCCURRENCES = 300;

/**
 * Occurrences opened per second through the whole path: planner, row, workflow of the duty, workflow of the task, step, delivery, ticket in
 * the sandbox; from the first ticket to the last. The floor is a workflow of as many activities that do nothing, on the same server.
 */
export const openRate: Measurement = {
  names: ['open-rate'],
  async measure(stage) {
    const count = stage.size(OCCURRENCES, 10);
    const site = await openSite(stage);
    await oweDuties(site, count);
    const up = await startUp(stage, site);
    const tasks = await allOpened(stage, site, count);
    const value = rateOf(await creations(site.sandbox.client));
    await settled(stage, site);
    const activities = await activitiesOf(stage, up, tasks);
    stage.say(`  ${value.toFixed(1)} a second; ${activities} activities each; the floor`);
    const floor = rateOf(await measureFloor(stage, up, { workflows: count, activities }));
    return [{ name: 'open-rate', value, unit: '1/s', floor, aim: { of: 'ratio', is: 'at least', bound: 0.5 } }];
  },
};

/** @param instants epoch ms. */
function rateOf(instants: number[]): number {
  const sorted = [...instants].sort((a, b) => a - b);
  const seconds = ((sorted.at(-1) ?? 0) - (sorted[0] ?? 0)) / 1000;
  return (sorted.length - 1) / seconds;
}

/** Counted from real histories: the duty's workflow and the task's together, the median of some. */
async function activitiesOf(stage: Stage, up: Up, tasks: OpenTask[]): Promise<number> {
  const client = await temporalClient(stage, up);
  const counts: number[] = [];
  for (const { key, occurrence } of tasks.slice(0, 21)) {
    const own = await historyOf(client, workflowId.task(key));
    const duty = await historyOf(client, workflowId.occurrence(occurrence));
    counts.push(own.activities + duty.activities);
  }
  return percentile(counts, 0.5);
}
