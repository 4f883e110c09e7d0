import type { TaskEvent } from './events.ts';
import type { TaskState } from './state.ts';

/** The fold of what management reviews and owners of improvements decide. */
export function decisions(state: TaskState, event: TaskEvent): TaskState {
  switch (event.kind) {
    case 'action-decided': {
      const { action, by } = event.body;
      return { ...state, actions: [...(state.actions ?? []), { ...action, by, at: event.at }] };
    }
    case 'signature-refused': {
      const { by, open } = event.body;
      return { ...state, unsigned: [...(state.unsigned ?? []), { by, at: event.at, open }] };
    }
    case 'evaluated': {
      const { cause: _, ...evaluation } = event.body;
      return { ...state, evaluated: { ...evaluation, at: event.at } };
    }
    default:
      return state;
  }
}
