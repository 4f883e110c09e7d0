import { textOf } from '../event.ts';
import type { TaskState } from '../task/state.ts';
import { asSaid, linkIn } from '../wording/phrases.ts';
import type { Occasion } from './occasion.ts';

/** @returns ` ([#12](https://…))` once a task has its ticket, else nothing. */
export function linkTo(task: TaskState | undefined): string {
  return linkIn(task?.thread.ref);
}

/** @returns what happened, with the ticket that told of it, for a text that `linked` splits: lost laptop ([#12](https://…)). */
export function saidOf({ title, seenIn }: Occasion): string {
  return `${asSaid(textOf(title))}${linkIn(seenIn)}`;
}
