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
 * @returns who worked on which clauses in a task, by which independence is judged, also before it was sent back; undefined for tasks that count
 * as no work. Verifying a corrective action does not count: following up is an auditor's own business.
 */
export function workOf(state: TaskState): Work | undefined {
  const { terms, stage, assignee, submission, given, rejections, revivals = [] } = state;
  if (NO_WORK.includes(terms.kind)) return undefined;
  const follows = terms.kind === 'action';
  const handedIn = [...(submission?.implementers ?? []), ...rejections.flatMap(({ did = [] }) => did)];
  const doing = submission && stage !== 'open' ? [] : [assignee];
  const verified = [state.verified?.by, ...rejections.map(({ by }) => by), ...revivals.map((r) => r.verifiedBy)];
  const approved = [...state.extended, state.waived, state.decided].map((d) => d?.by);
  return {
    display: terms.display,
    rows: [...new Set(terms.clauses.map(requirementOf))],
    did: named([...handedIn, ...doing, ...given.map(({ by }) => by)]),
    verified: follows ? [] : named(verified),
    approved: follows ? [] : named([...approved, ...revivals.map((r) => r.waivedBy)]),
  };
}

function named(people: (PersonId | undefined)[]): PersonId[] {
  return [...new Set(people)].filter((person) => person !== undefined);
}
