import type { ChaseLine } from './effect.ts';
import { unapproved } from './nonconformity/evolve.ts';
import { deadlineUnread, type NonconformityState } from './nonconformity/state.ts';
import { limitUnread, standsMissed } from './task/deadlines.ts';
import type { TaskState } from './task/state.ts';

type Chased = Pick<ChaseLine, 'asks' | 'due'>;

/**
 * @returns whether what a chase asks for has come since it was written, can no longer come, or is due on another day than it says: nobody
 * is chased in the evening for what they handed in at noon, nor told in the week's digest of what is no longer so (contact rule 8).
 */
export function isMoot(chase: Chased, state: TaskState | NonconformityState): boolean {
  return 'stage' in state ? ofTask(chase, state) : ofNonconformity(chase, state);
}

function ofTask({ asks, due }: Chased, state: TaskState): boolean {
  if (asks === 'extension' || asks === 'waiver') return state.stage !== 'open' || state[asks] === undefined;
  if (asks === 'auditor') return state.stage !== 'open' || state.audit?.asked === undefined;
  if (asks === 'verification') return state.stage !== 'submitted' || state.verification?.due.at !== due.at;
  if (asks === 'reading') return limitUnread(state) !== due.at;
  return state.stage !== 'open' || standsMissed(state) || state.due.at !== due.at;
}

function ofNonconformity({ asks, due }: Chased, state: NonconformityState): boolean {
  const { clocks, plan } = state;
  if (state.closed) return true;
  if (asks === 'reading') return deadlineUnread(state) !== due.at;
  if (asks === 'action') return !plan.agreed || unapproved(state).length === 0;
  if (asks === 'proposal') return state.proposal === undefined;
  if (state.resolved) return true;
  if (asks === 'extension') return state.extension === undefined;
  if (asks === 'plan') return plan.agreed !== undefined || clocks.plan.at !== due.at;
  return clocks.resolve.at !== due.at || (asks === 'overdue' && !state.overdue);
}
