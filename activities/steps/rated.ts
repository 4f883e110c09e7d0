import { allPages, type RecordName } from '../../register/records.ts';
import type { Tx } from '../../register/register.ts';
import { documentedId, type NewEvent } from '../../rules/event.ts';
import type { RiskEvents } from '../../rules/risk/state.ts';
import { ACCEPTING } from '../../rules/risk-treatment/rated-since.ts';
import type { TaskState } from '../../rules/task/state.ts';
import type { Instant } from '../../rules/time.ts';

const RATING: string[] = ['rated', 'residual-rated'] satisfies (keyof RiskEvents)[];

/** Has the open acceptances of risks that these events rate look again: their tickets show what a risk is rated as now. @returns them. */
export async function wakeAccepting(tx: Tx, events: NewEvent[], now: Instant): Promise<RecordName[]> {
  const rated = events.filter(({ kind }) => RATING.includes(kind)).map(({ stream }) => documentedId(stream));
  if (rated.length === 0) return [];
  const woken: RecordName[] = [];
  for (const kind of ACCEPTING)
    for (const { key, state } of await allPages((page) => tx.loadRows<TaskState>('task', { kind, ended: 0 }, page))) {
      if (!rated.includes(state.terms.risks?.risk?.id ?? '')) continue;
      await tx.hint('task', key, { wake_at: now });
      woken.push({ table: 'task', key });
    }
  return woken;
}
