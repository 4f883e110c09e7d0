import { proxyActivities } from '@temporalio/workflow';
import type { Activities } from '../activities/create.ts';

/**
 * The activities as workflows see them. Nothing retries beyond two minutes: what cannot be read now ends the step with a time to wake,
 * so that the passing of a deadline is still recorded.
 */
export const activities = proxyActivities<Activities>({
  startToCloseTimeout: '60 seconds',
  scheduleToCloseTimeout: '2 minutes',
  heartbeatTimeout: '6 seconds',
  retry: { initialInterval: '1 second', backoffCoefficient: 2, maximumInterval: '20 seconds' },
});
