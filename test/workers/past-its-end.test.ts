import { describe, expect, it } from '@jest/globals';
import { WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { pastItsEnd } from '../../workers/past-its-end.ts';

const gone = new WorkflowNotFoundError('workflow execution already completed', 'task/a', undefined);
const there = new WorkflowExecutionAlreadyStartedError('still there', 'task/a', 'task');

/** A call that fails with these, one after the other, and then works. */
function failing(...errors: Error[]): { calls(): number; call(): Promise<string> } {
  let calls = 0;
  return {
    calls: () => calls,
    async call() {
      const error = errors[calls++];
      if (error) throw error;
      return 'rung';
    },
  };
}

describe('a run that ends while it is rung', () => {
  it.each([
    ['is there no longer', gone],
    ['is not gone yet', there],
  ])('%s, and is rung once more', async (_, error) => {
    const bell = failing(error);
    await expect(pastItsEnd(bell.call)).resolves.toBe('rung');
    expect(bell.calls()).toBe(2);
  });

  it('is left to whoever rings it again, should it end then too', async () => {
    const bell = failing(gone, gone);
    await expect(pastItsEnd(bell.call)).rejects.toBe(gone);
    expect(bell.calls()).toBe(2);
  });

  it('is not rung again where Temporal does not answer', async () => {
    const error = new Error('14 UNAVAILABLE');
    const bell = failing(error);
    await expect(pastItsEnd(bell.call)).rejects.toBe(error);
    expect(bell.calls()).toBe(1);
  });
});
