import { textOf } from '../event.ts';
import { nameOf, type Organisation } from '../organisation.ts';
import type { DecidedAction, TaskDraft } from '../task/state.ts';
import { day, short } from './phrases.ts';

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
