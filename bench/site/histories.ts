import type { Client } from '@temporalio/client';

/** @returns how many events the latest run of a workflow has, and how many activities they schedule. */
export async function historyOf(client: Client, workflowId: string): Promise<{ events: number; activities: number }> {
  const { events = [] } = await client.workflow.getHandle(workflowId).fetchHistory();
  const all = events ?? [];
  const activities = all.filter((event) => event.activityTaskScheduledEventAttributes != null).length;
  return { events: all.length, activities };
}
