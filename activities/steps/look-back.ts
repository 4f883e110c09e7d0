import { allPages } from '../../register/records.ts';
import type { Reads } from '../../register/register.ts';
import { type Work, workOf } from '../../rules/audit/work.ts';
import { dateAt, isLocalDate } from '../../rules/calendar/local-day.ts';
import { requirementOf } from '../../rules/clauses.ts';
import type { NonconformityState } from '../../rules/nonconformity/state.ts';
import type { Past } from '../../rules/stage.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { type Instant, plusMs } from '../../rules/time.ts';

/** What lies further back says nothing of who may audit today. */
const YEAR_MS = 365 * 86_400_000;

/** @returns who did, verified, and approved what in the year before `now`, open tasks included: what an auditor has to be independent of. */
export async function workBefore(register: Reads, now: Instant): Promise<Work[]> {
  const since = plusMs(now, -YEAR_MS);
  const tasks = await allPages((page) => register.loadRows<TaskState>('task', {}, page));
  return tasks.filter(({ state }) => (state.endedAt ?? now) >= since).flatMap(({ state }) => workOf(state) ?? []);
}

/** @returns past work and nonconformities, by which audits are planned. */
export async function pastOf(register: Reads, zone: string, now: Instant): Promise<Past> {
  const raised = await allPages((page) => register.loadRows<NonconformityState>('nonconformity', {}, page));
  return {
    work: await workBefore(register, now),
    found: raised.map(({ state: { terms } }) => ({
      rows: terms.clauses.map(requirementOf),
      on: isLocalDate(terms.raisedOn) ? terms.raisedOn : dateAt(zone, terms.raisedOn),
    })),
  };
}
