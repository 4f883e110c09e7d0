import type { Tx } from '../register/register.ts';
import type { Organisation } from '../rules/organisation.ts';
import type { TaskState } from '../rules/task/state.ts';
import { actorOf, type Call } from '../rules/task/turn.ts';
import type { Instant } from '../rules/time.ts';
import type { Sleeper } from './dependencies.ts';
import { raiseCalled, raiseInTask } from './raise.ts';
import { openAsked } from './trigger.ts';

/** Does what a decision about a task starts, once. @returns the new record, undefined if it is there already. */
export async function answerCall(
  tx: Tx,
  org: Organisation,
  task: TaskState,
  call: Call,
  now: Instant,
): Promise<Sleeper | undefined> {
  if (call.because === 'found') return raiseInTask(tx, org, task.terms, call, now);
  if (call.because !== 'asked') return raiseCalled(tx, org, task, call, now);
  const { duty, reason, by, cause } = call;
  return openAsked(tx, { duty, because: reason, actor: actorOf(by) }, cause, now);
}
