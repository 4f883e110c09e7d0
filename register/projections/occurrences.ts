import { evolveOccurrence, type OccurrenceState } from '../../rules/occurrence-state.ts';
import type { Projection } from '../fold.ts';

/** Occurrences: the ledger of planned intervals (ISO/IEC 27001, 9.1; auditor's question of what was owed and done). */
export const occurrences: Projection<OccurrenceState> = {
  table: 'occurrence',
  stream: 'occurrence',
  evolve: evolveOccurrence,
  columns: (s) => ({
    duty: s.duty,
    subject: s.subject ?? null,
    period: s.period,
    period_name: s.periodName,
    cause: s.cause,
    version: s.version,
    opens: s.opens,
    due: s.due.at,
    hard_limit: s.hardLimit?.at ?? null,
    state: s.state,
    missed: s.missed ? 1 : 0,
    ended: s.state === 'open' ? 0 : 1,
    closed_at: s.closedAt ?? null,
  }),
};
