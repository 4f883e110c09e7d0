import { executeChild, proxyActivities, sleep, uuid4 } from '@temporalio/workflow';
import { planner } from '../../../workflows/planner.ts';
import type { Director } from './director.ts';

export * from '../../../workflows/index.ts';

const { play } = proxyActivities<Director>({ startToCloseTimeout: '5 minutes', retry: { maximumAttempts: 1 } });

/** What happens outside the engine, in its order: people act, the planner's Schedule fires, webhooks arrive. */
export async function story(): Promise<void> {
  for (;;) {
    const move = await play();
    if (move.kind === 'end') return;
    if (move.kind === 'tick') await executeChild(planner, { workflowId: `planner/${uuid4()}` });
    else await sleep(move.ms);
  }
}
