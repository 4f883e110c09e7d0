import { without } from '../without.ts';
import type { TaskEvent } from './events.ts';
import type { TaskState } from './state.ts';

/** The fold of what is asked for and decided: extensions and waivers. */
export function requests(state: TaskState, event: TaskEvent): TaskState {
  switch (event.kind) {
    case 'extension-asked':
      return { ...state, extension: { by: event.body.by, at: event.at, to: event.body.to, reason: event.body.reason } };
    case 'extension-approved': {
      const given = { by: event.body.by, at: event.at, from: state.due, to: event.body.due };
      return { ...redated(without(state, 'extension'), event.body), extended: [...state.extended, given] };
    }
    case 'moved-along': {
      const { due } = event.body;
      const asked = state.extension && state.extension.to.at > due.at ? state : without(state, 'extension');
      return { ...asked, due };
    }
    case 'extension-denied':
    case 'extension-lapsed':
      return without(state, 'extension');
    case 'waiver-asked':
      return { ...state, waiver: { by: event.body.by, at: event.at, reason: event.body.reason } };
    case 'waiver-approved': {
      const reason = state.waiver?.reason ?? { text: '' };
      const waived = { by: event.body.by, at: event.at, reason, ...pick(event.body, 'covering') };
      return { ...without(state, 'waiver'), waived };
    }
    case 'waiver-denied':
      return without(state, 'waiver');
    default:
      return state;
  }
}

/** Dates that replace those before. */
export function redated(state: TaskState, to: Pick<TaskState, 'due' | 'hardLimit'>): TaskState {
  return { ...state, due: to.due, ...pick(to, 'hardLimit') };
}

function pick<T extends object, K extends keyof T>(from: T, key: K): Pick<T, K> | Record<string, never> {
  return from[key] === undefined ? {} : ({ [key]: from[key] } as Pick<T, K>);
}
