import { evolveTask } from '../../rules/task/evolve.ts';
import { ownerMissing, type TaskState } from '../../rules/task/state.ts';
import { whyBlocked } from '../../rules/thread.ts';
import type { Projection } from '../fold.ts';

/** Tasks: one ticket, one assignee, one due date each. */
export const tasks: Projection<TaskState> = {
  table: 'task',
  stream: 'task',
  evolve: evolveTask,
  columns: (s) => ({
    display: s.terms.display,
    occurrence: 'occurrence' in s.terms.origin ? s.terms.origin.occurrence : null,
    nonconformity: 'nonconformity' in s.terms.origin ? s.terms.origin.nonconformity : null,
    slot: s.terms.slot,
    duty: s.terms.duty ?? null,
    kind: s.terms.kind,
    tracker: s.terms.tracker,
    ticket_id: s.thread.ref?.id ?? null,
    ticket_number: s.thread.ref?.number ?? null,
    ticket_url: s.thread.ref?.url ?? null,
    assignee: s.assignee,
    verifier: s.verification?.asked[0] ?? s.terms.verifier ?? null,
    opens: s.terms.opens,
    due: s.due.at,
    hard_limit: s.hardLimit?.at ?? null,
    state: s.verdict && s.stage === 'ended' ? s.verdict : s.stage,
    missed: s.missed ? 1 : 0,
    blocked: whyBlocked(s.thread) ?? (ownerMissing(s) ? 'no owner in the programme' : null),
    ended: s.stage === 'ended' ? 1 : 0,
    closed_at: s.endedAt ?? null,
  }),
};
