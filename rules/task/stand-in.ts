import { decidedBy, standsIn } from '../authority.ts';
import type { Organisation } from '../organisation.ts';
import type { PersonId, Power } from '../programme.ts';
import type { Instant } from '../time.ts';
import type { RestrictedKind } from './kinds.ts';
import type { TaskKind, TaskState } from './state.ts';

/** What a delegation has to name before a delegate may do such a task; work that decides nothing needs no power. */
const POWERS: Partial<Record<TaskKind, Power | 'nobody'>> = {
  'effectiveness-review': 'verify',
  improvement: 'plan',
  triage: 'plan',
  'programme-change': 'weaken',
  'risk-criteria': 'risk',
  'risk-rating': 'risk',
  'risk-plan': 'risk',
  'risk-acceptance': 'risk',
  'risk-concession': 'risk',
  // Grades no delegate decides.
  repeats: 'nobody',
} satisfies Record<RestrictedKind, Power | 'nobody'>;

/**
 * Whether somebody may do a task in its assignee's place at that instant, as their delegate: not what each does for themselves, nor decide
 * what the delegation does not name (domain: authority).
 */
export function mayDoFor(state: TaskState, org: Organisation, person: PersonId, at: Instant): boolean {
  const { kind, personal, barred = [] } = state.terms;
  const power = POWERS[kind];
  if (person === state.assignee || personal || power === 'nobody') return false;
  if (!power) return standsIn(org, person, state.assignee, at);
  return decidedBy(org, { by: person, at }, { allowed: [state.assignee], barred, power }) !== undefined;
}
