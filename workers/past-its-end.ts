import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';

/**
 * Signals and starts in one call. A run that ends at this moment may be there no longer to be signalled, or not gone yet for another one to
 * start: then once more.
 * @throws whatever the call throws for another reason, or the second time.
 */
export async function pastItsEnd<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const isEnding = error instanceof WorkflowExecutionAlreadyStartedError || error instanceof WorkflowNotFoundError;
    if (!isEnding) throw error;
    return call();
  }
}
