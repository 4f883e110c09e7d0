import type { ChaseLine } from './effect.ts';
import type { NonconformityState } from './nonconformity/state.ts';
import type { TaskState } from './task/state.ts';

/**
 * @returns whether what a chase asks for has come since it was written: nobody is chased in the evening for what they handed in at
 * noon.
 */
export function isMoot({ asks }: Pick<ChaseLine, 'asks'>, state: TaskState | NonconformityState): boolean {
  if ('stage' in state) {
    if (asks === 'extension' || asks === 'waiver') return state.stage !== 'open' || state[asks] === undefined;
    return state.stage !== (asks === 'verification' ? 'submitted' : 'open');
  }
  if (state.closed || state.resolved) return true;
  if (asks === 'extension') return state.extension === undefined;
  return asks === 'plan' && state.plan.agreed !== undefined;
}
