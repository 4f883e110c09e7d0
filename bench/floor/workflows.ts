import { proxyActivities } from '@temporalio/workflow';

/** What the floor's workflows do: nothing, and saying that they are through. */
export interface FloorActivities {
  nothing(): Promise<void>;
  ended(): Promise<void>;
}

const { nothing, ended } = proxyActivities<FloorActivities>({
  startToCloseTimeout: '60 seconds',
  heartbeatTimeout: '6 seconds',
});

/** As many activities as asked for, one after the other; the last one says that it is through. */
export async function floor(activities: number): Promise<void> {
  for (let i = 1; i < activities; i++) await nothing();
  await ended();
}
