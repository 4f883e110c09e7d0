import { allPages } from '../../register/records.ts';
import type { Reads } from '../../register/register.ts';
import type { PlannedAudit } from '../../rules/audit/planned.ts';
import type { Audit } from '../../rules/audit/record.ts';
import { plannedAuditRows } from '../../rules/audit/table.ts';
import type { OccurrenceState } from '../../rules/occurrence-state.ts';
import { byText } from '../../rules/order.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { about } from './about.ts';
import type { TableKind } from './table.ts';

/** Every internal audit that was planned, held or not, and those that were brought along (9.2.2). */
export const audits: TableKind = {
  source: 'documented information: audit; occurrences of internal audits and their tasks',
  about: about.audit,
  rows: async ({ register }) => {
    const kept = await allPages((page) => register.loadRows<Audit>('documented', { noun: 'audit' }, page));
    return plannedAuditRows(
      kept.map(({ state }) => state),
      await plannedAudits(register),
    );
  },
};

/** @returns every internal audit that was planned, with its tasks in the order in which they opened. */
export async function plannedAudits(register: Reads): Promise<PlannedAudit[]> {
  const all = await allPages((page) => register.loadRows<OccurrenceState>('occurrence', {}, page));
  const found = await allPages((page) => register.loadRows<TaskState>('task', { kind: 'internal-audit' }, page));
  return all
    .filter(({ state }) => state.kind === 'internal-audit')
    .map(({ key, state: occurrence }) => ({
      key,
      occurrence,
      tasks: found
        .map(({ state }) => state)
        .filter(({ terms: { origin } }) => 'occurrence' in origin && origin.occurrence === key)
        .sort(byText(({ terms }) => terms.opens)),
    }));
}
