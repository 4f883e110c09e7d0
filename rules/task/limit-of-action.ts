import type { Deadline, Instant } from '../time.ts';
import type { TaskTurn } from './turn.ts';

/**
 * @returns past which deadline a corrective action may not be dated at `at`: its nonconformity's (domain: steps). Undefined for other tasks,
 * and once that deadline has passed: what is late already may come later.
 */
export function limitOfAction({ state, seen }: TaskTurn, at: Instant): Deadline | undefined {
  const { notAfter } = seen;
  return state.terms.kind === 'action' && notAfter && notAfter.at > at ? notAfter : undefined;
}
