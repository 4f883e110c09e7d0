import type { ChaseLine } from './effect.ts';
import type { NonconformityState } from './nonconformity/state.ts';
import { standsMissed } from './task/deadlines.ts';
import type { TaskState } from './task/state.ts';

/**
 * @returns whether what a chase asks for has come since it was written, or can no longer come: nobody is chased in the evening for what
 * they handed in at noon, nor in the week's digest for what is missed by then (contact rule 8).
 */
export function isMoot({ asks }: Pick<ChaseLine, 'asks'>, state: TaskState | NonconformityState): boolean {
  if ('stage' in state) {
    if (asks === 'extension' || asks === 'waiver') return state.stage !== 'open' || state[asks] === undefined;
    if (asks === 'verification') return state.stage !== 'submitted';
    return state.stage !== 'open' || standsMissed(state);
  }
  if (state.closed || state.resolved) return true;
  if (asks === 'extension') return state.extension === undefined;
  return asks === 'plan' && state.plan.agreed !== undefined;
}
