import { requirementOf } from '../clauses.ts';
import type { PersonId } from '../programme.ts';
import type { TaskKind, TaskState } from '../task/state.ts';

/** Who did, verified, and approved a task, and what it rests on: whoever did so does not audit that. */
export interface Work {
  display: string;
  rows: string[];
  did: PersonId[];
  verified: PersonId[];
  approved: PersonId[];
}

/** Tasks that count as no work on their clauses: they judge or audit the work of others. */
const NO_WORK: TaskKind[] = ['internal-audit', 'effectiveness-review', 'triage', 'programme-change', 'repeats'];

/**
 * @returns who worked on which clauses in a task, by which independence is judged; undefined for tasks that count as no work. Verifying a
 * corrective action does not count: following up is an auditor's own business.
 */
export function workOf(state: TaskState): Work | undefined {
  const { terms, assignee, submission, verified, extended, waived, decided } = state;
  if (NO_WORK.includes(terms.kind)) return undefined;
  const follows = terms.kind === 'action';
  return {
    display: terms.display,
    rows: [...new Set(terms.clauses.map(requirementOf))],
    did: submission?.implementers ?? [assignee],
    verified: verified && !follows ? [verified.by] : [],
    approved: follows ? [] : [...extended, ...[waived, decided].flatMap((d) => d ?? [])].map((d) => d.by),
  };
}
