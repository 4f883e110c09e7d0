import type { Reads } from '../../register/register.ts';
import type { Organisation } from '../../rules/organisation.ts';
import type { PersonId } from '../../rules/programme.ts';
import { changeDeciders } from '../../rules/task/people.ts';
import type { TaskState } from '../../rules/task/state.ts';
import type { Deadline, Instant } from '../../rules/time.ts';

/** The question to top management about changes that keep their old values until it answers. */
export interface WaitingChange {
  /** The ticket's own id, and its number once it stands in the tracker. */
  display: string;
  ticket?: string;
  /** Who decides, any one of them. */
  of: PersonId[];
  until: Deadline;
  denied?: { by: PersonId; at: Instant };
}

/** @returns the question that a task asks; undefined before it is asked. */
export async function waitingIn(
  register: Pick<Reads, 'load'>,
  key: string,
  org: Organisation,
): Promise<WaitingChange | undefined> {
  const state = (await register.load<TaskState>('task', key))?.state;
  if (!state) return undefined;
  const { terms, thread, due, decided } = state;
  return {
    display: terms.display,
    ...(thread.ref && { ticket: thread.ref.number }),
    of: changeDeciders(state, org),
    until: due,
    ...(decided?.decision === 'denied' && { denied: { by: decided.by, at: decided.at } }),
  };
}
