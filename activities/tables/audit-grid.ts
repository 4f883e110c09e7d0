import { auditProgrammeOf } from '../../rules/audit/cycle.ts';
import { gridRows } from '../../rules/audit/grid.ts';
import { dateAt } from '../../rules/calendar/local-day.ts';
import { coveredIn } from '../uncovered.ts';
import type { TableKind } from './table.ts';

/** Clauses and controls against audits, with the gaps (9.2.2). */
export const auditGrid: TableKind = {
  source: 'documented information: audit; the audit programme in force',
  about: 'every clause and control: asked how often, covered by which audits, what is missing',
  rows: async ({ register, org: { programme }, now }) => {
    const audit = auditProgrammeOf(programme);
    if (!audit) return [];
    const on = dateAt(programme.zone, now);
    return gridRows(audit, await coveredIn(register, programme), on);
  },
};
