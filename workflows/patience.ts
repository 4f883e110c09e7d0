import { ActivityFailure, ApplicationFailure, isCancellation, log } from '@temporalio/workflow';

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
    log.warn('tried again in a minute', { error: asData(error.cause ?? error) });
    return { wakeAt: new Date(Date.now() + PAUSE_MS).toISOString() };
  }
}

/** An error that leaves the workflow's thread loses what it is called by, and with it what of it may stand in a log. */
function asData(error: Error): object {
  const { name, message } = error;
  return { name, message, ...(error instanceof ApplicationFailure && error.type && { type: error.type }) };
}
