import { hasDeadline, isDated } from '../../rules/nonconformity/clock.ts';
import { evolveNonconformity } from '../../rules/nonconformity/evolve.ts';
import { type NonconformityState, stageOf } from '../../rules/nonconformity/state.ts';
import { whyBlocked } from '../../rules/thread.ts';
import type { Projection } from '../fold.ts';

/** Nonconformities with their effective grade and the raiser's own beside it (10.2). */
export const nonconformities: Projection<NonconformityState> = {
  table: 'nonconformity',
  stream: 'nonconformity',
  evolve: evolveNonconformity,
  columns: (s) => ({
    display: s.terms.display,
    tracker: s.terms.tracker,
    ticket_id: s.thread.ref?.id ?? null,
    ticket_number: s.thread.ref?.number ?? null,
    ticket_url: s.thread.ref?.url ?? null,
    assignee: s.assignee,
    due: hasDeadline(s) ? s.clocks.resolve.at : null,
    state: stageOf(s),
    blocked: whyBlocked(s.thread) ?? null,
    ended: s.closed ? 1 : 0,
    grade: s.grade,
    own_grade: s.terms.ownGrade,
    process: s.terms.process,
    clause: s.terms.clauses.join(', '),
    raised: s.terms.raisedOn,
    plan_due: isDated(s.clocks.plan) ? s.clocks.plan.at : null,
    resolve_due: hasDeadline(s) ? s.clocks.resolve.at : null,
    source: s.terms.source.kind,
    closed_at: s.closed?.at ?? null,
  }),
};
