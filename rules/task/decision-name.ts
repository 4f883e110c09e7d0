import type { TaskState } from './state.ts';

/** @returns how people name what a ticket itself asks top management to approve, beside a request in it; undefined where it asks nothing. */
export function decisionName({ terms }: Pick<TaskState, 'terms'>): 'criteria' | 'concession' | undefined {
  if (terms.kind === 'risk-criteria') return 'criteria';
  return terms.kind === 'risk-concession' ? 'concession' : undefined;
}
