import { ActivityFailure, isCancellation, log } from '@temporalio/workflow';

const PAUSE_MS = 60_000;

/**
 * Does something that may fail for longer than an activity retries, and says when to try again instead of failing the workflow: what
 * follows a duty for a year must outlive an hour without its register or tracker.
 */
export async function patiently<T>(attempt: () => Promise<T>): Promise<T | { wakeAt: string }> {
  try {
    return await attempt();
  } catch (error) {
    if (!(error instanceof ActivityFailure) || isCancellation(error)) throw error;
    log.warn('tried again in a minute', { why: error.cause?.message ?? error.message });
    return { wakeAt: new Date(Date.now() + PAUSE_MS).toISOString() };
  }
}
