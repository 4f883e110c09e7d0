import { fileURLToPath } from 'node:url';
import { startNode } from '../../script/story/processes.ts';
import { until } from '../../script/story/until.ts';
import { temporalClient, type Up } from '../site/engine.ts';
import type { Stage } from '../stage.ts';
import { FLOOR_QUEUE } from './queue.ts';

const WORKER = fileURLToPath(new URL('./worker.ts', import.meta.url));
const START_WITHIN = 60;
/** As the engine wakes records. */
const AT_ONCE = 20;
const LONGEST_MS_EACH = 3_000;

/**
 * Runs workflows whose activities do nothing, one after the other in each, with a worker set as the engine's, on the same server.
 * @returns when each of them ended, epoch ms.
 */
export async function measureFloor(
  stage: Stage,
  up: Pick<Up, 'temporal' | 'namespace'>,
  { workflows, activities }: { workflows: number; activities: number },
): Promise<number[]> {
  const { folder, signal } = stage;
  const worker = startNode('floor', [WORKER, up.temporal, up.namespace], process.env, folder);
  stage.ending(() => worker.end());
  const ended: number[] = [];
  let runs = false;
  worker.onLine((line) => {
    runs ||= line === 'runs';
    const at = /^ended (\d+)$/.exec(line)?.[1];
    if (at) ended.push(Number(at));
  });
  await Promise.race([worker.failed, until('the floor to run', () => runs || undefined, signal, START_WITHIN)]);
  const client = await temporalClient(stage, up);
  const start = (i: number) =>
    client.workflow.start('floor', { workflowId: `floor/${i}`, taskQueue: FLOOR_QUEUE, args: [activities] });
  for (let i = 0; i < workflows; i += AT_ONCE)
    await Promise.all(Array.from({ length: Math.min(AT_ONCE, workflows - i) }, (_, k) => start(i + k)));
  const all = () => (ended.length >= workflows ? ended : undefined);
  const seconds = Math.max(START_WITHIN, (workflows * LONGEST_MS_EACH) / 1000);
  return Promise.race([worker.failed, until(`${workflows} floors`, all, signal, seconds)]);
}
