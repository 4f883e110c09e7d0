import { textOf } from '../event.ts';
import type { OccurrenceState } from '../occurrence-state.ts';
import type { TaskState } from '../task/state.ts';
import { type Audit, NO_AUDIT, stateOf } from './record.ts';

/** An audit as it was planned, beside its record, which only stages that took place add to: its occurrence with that one's tasks. */
export interface PlannedAudit {
  key: string;
  occurrence: OccurrenceState;
  tasks: TaskState[];
}

/** How far an audit is: `open` until its plan is done; `missed` and `waived` where it was not held. */
export type AuditStanding = ReturnType<typeof stateOf> | 'open' | 'missed' | 'waived';

/** @returns what is known of an audit that has no record, for none of its stages has taken place. */
export function unrecorded({ key, occurrence, tasks }: PlannedAudit): Audit {
  const { duty, period, periodName, title } = occurrence;
  const [first] = tasks;
  return {
    ...NO_AUDIT,
    noun: 'audit',
    id: key,
    title: first?.terms.audit?.title ?? { text: `${textOf(title)}, ${periodName}` },
    duty,
    period,
    auditor: first?.assignee ?? '',
    checks: first?.audit?.checks ?? [],
    approved: first?.audit?.approved ?? [],
  };
}

/**
 * @param planned undefined for one that was brought along.
 * @returns how far an audit is. One whose fieldwork was done was held, whatever became of its report; missed counts before waived, as in
 * the ledger.
 */
export function standingOf(audit: Audit, planned: PlannedAudit | undefined): AuditStanding {
  const state = stateOf(audit);
  if (state !== 'planned' || !planned) return state;
  const { occurrence } = planned;
  if (occurrence.missed) return 'missed';
  if (occurrence.state !== 'open') return 'waived';
  return audit.planned ? 'planned' : 'open';
}

/** @returns which stages were waived, by whom and why: `plan: elena, because nobody is there`. */
export function waivedIn({ tasks }: Pick<PlannedAudit, 'tasks'>): string {
  return tasks
    .flatMap(({ terms, verdict, waived }) =>
      verdict === 'waived' && waived ? `${terms.slot}: ${waived.by}, because ${textOf(waived.reason)}` : [],
    )
    .join('; ');
}
