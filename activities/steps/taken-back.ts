import { allPages } from '../../register/records.ts';
import type { Tx } from '../../register/register.ts';
import type { Risk } from '../../rules/risk/state.ts';
import { isRevived } from '../../rules/task/followers.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { takenBackBy } from '../../rules/undoing.ts';

/** Records what no longer stands of documented information where a task that had ended was rejected between two states of it. */
export async function recordTakenBack(tx: Tx, before: TaskState, after: TaskState): Promise<void> {
  if (!isRevived(before, after)) return;
  const isAboutRisk = before.terms.risks?.risk !== undefined;
  const risks = isAboutRisk ? await allPages((page) => tx.loadRows<Risk>('documented', { noun: 'risk' }, page)) : [];
  const states = risks.map(({ state }) => state);
  await tx.append(takenBackBy(before, after, states));
}
