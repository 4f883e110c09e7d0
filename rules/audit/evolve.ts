import type { TaskEvent } from '../task/events.ts';
import type { TaskState } from '../task/state.ts';
import type { AuditState } from './terms.ts';

const nothing: AuditState = { checks: [], approved: [] };

/** The fold of what happens to the auditor of an internal audit. */
export function auditing(state: TaskState, event: TaskEvent): TaskState {
  const audit = state.audit ?? nothing;
  const { asked: _, ...unasked } = audit;
  switch (event.kind) {
    case 'auditor-checked': {
      const { cause: __, ...check } = event.body;
      return { ...state, audit: { ...audit, checks: [...audit.checks, { ...check, at: event.at }] } };
    }
    case 'auditor-asked':
      return { ...state, audit: { ...audit, asked: { ...event.body, at: event.at } } };
    case 'auditor-approved': {
      const { person, by } = event.body;
      return { ...state, audit: { ...unasked, approved: [...audit.approved, { person, by, at: event.at }] } };
    }
    case 'auditor-denied':
      return { ...state, audit: unasked };
    case 'report-sent':
      return { ...state, audit: { ...audit, reported: { at: event.at, ...event.body } } };
    default:
      return state;
  }
}
