import { textOf } from '../event.ts';
import { nameOf, type Organisation } from '../organisation.ts';
import type { DecidedAction, TaskDraft, TaskState } from '../task/state.ts';
import type { Paragraph } from '../ticket.ts';
import { day, exampleDate, short } from './phrases.ts';

/** @returns what bringing an action along leads to, said before anything is written. */
export function broughtActionLine(
  { id, owner, text, due }: DecidedAction & { id: string },
  { terms }: TaskDraft,
  org: Organisation,
): string {
  const what = `${id} \u201c${short(textOf(text))}\u201d (${nameOf(org, owner)})`;
  const by = day(org, terms.due, 'long');
  return terms.due.at === due.at
    ? `${what}: by ${by}`
    : `${what}: was to be done by ${day(org, due, 'long')}; asked for by ${by}`;
}

/**
 * @returns the words that ask for a later date. How late it may be for an action of a nonconformity, that says: of its own date nobody may know
 * that a week more is allowed.
 */
export function howToExtend({ terms, due }: Pick<TaskState, 'terms' | 'due'>): Paragraph {
  const { kind, origin } = terms;
  if (kind !== 'action' || !('nonconformity' in origin)) return [{ command: `extend ${exampleDate(due)} because …` }];
  return [{ command: 'extend DATE because …' }, `, no later than ${origin.display} is due`];
}
