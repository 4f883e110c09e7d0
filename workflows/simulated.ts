import { continueAsNew, executeChild, proxyActivities, sleep, uuid4, workflowInfo } from '@temporalio/workflow';
import { planner } from './planner.ts';

export * from './index.ts';

/** What a played story does next. */
export type Move = { kind: 'end' } | { kind: 'tick' } | { kind: 'sleep'; ms: number };

/** Plays whatever happens outside the engine, as an activity: while it runs the server's clock stands still. */
export interface Director {
  /** Does what is due now. @returns what comes next. */
  play(): Promise<Move>;
}

const MOST_EVENTS = 2_000;
const { play } = proxyActivities<Director>({ startToCloseTimeout: '5 minutes', retry: { maximumAttempts: 1 } });

/** What happens outside the engine, in its order: people act, the planner's Schedule fires, webhooks arrive. */
export async function story(): Promise<void> {
  for (;;) {
    const move = await play();
    if (move.kind === 'end') return;
    if (move.kind === 'tick') await executeChild(planner, { workflowId: `planner/${uuid4()}` });
    else await sleep(move.ms);
    if (workflowInfo().historyLength > MOST_EVENTS) await continueAsNew<typeof story>();
  }
}
