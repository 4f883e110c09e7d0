import type { Tx } from '../../register/register.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { Risk } from '../../rules/risk/state.ts';
import { outgrownBy } from '../../rules/risk-treatment/outgrown.ts';
import { aboutOf } from '../../rules/risk-treatment/results.ts';
import type { TaskState } from '../../rules/task/state.ts';
import type { Call } from '../../rules/task/turn.ts';

/** Records that an acceptance which has just been recorded does not cover its risk, where that is so. @returns what that starts. */
export async function recordOutgrown(tx: Tx, task: TaskState, org: Organisation): Promise<Call[]> {
  const id = aboutOf(task)?.id;
  if (id === undefined) return [];
  const [risk] = await tx.loadRows<Risk>('documented', { noun: 'risk', id }, { limit: 1 });
  const outgrown = risk && outgrownBy(task, risk.state, org);
  if (!outgrown) return [];
  await tx.append(outgrown.events);
  return outgrown.calls;
}
