import type { CommentAct } from '../acts.ts';
import type { Command } from '../commands.ts';
import type { PersonId } from '../programme.ts';
import type { Filling, FillingWord } from '../task/filling-word.ts';
import type { Item } from '../task/state.ts';
import type { TaskTurn } from '../task/turn.ts';
import { whoMinutes } from '../wording/management-review.ts';
import { keepsMinutes } from './people.ts';
import { isTopic, PRESENT, TOPICS } from './topics.ts';

/** `decide a …`: what was considered and decided on an input (9.3.2) or as a result (9.3.3); said again, each of them stands. */
export const decide: FillingWord = { may, read: readDecision };

/** `present names`: who was there; said again, the last one counts. */
export const present: FillingWord = { may, read: readPresent };

function may({ state, org }: TaskTurn, { by, at }: CommentAct): { by: PersonId | undefined; who: string } {
  const keeps = by !== undefined && keepsMinutes(state, org, by, at);
  return { by: keeps ? by : undefined, who: whoMinutes(state, org) };
}

/** @returns what `decide` says, or what is wrong with how it was written. */
export function readDecision({ text }: Command, items: Item[]): Filling | { wrong: string } {
  const [, written = '', said = ''] = /^(\S+?)[:.)]?\s+([\s\S]+)$/.exec(text) ?? [];
  const id = written.toLowerCase();
  if (!isTopic(id) || !items.some((item) => item.id === id))
    return { wrong: `it begins with what it is about: one of ${Object.keys(TOPICS).join(', ')}` };
  if (!/[\p{L}\p{N}]/u.test(said)) return { wrong: 'it needs a text: what was considered and decided' };
  if (/^(none|nothing|no)\W*(because\W*)?$/i.test(said)) return { wrong: '"none" needs a reason, too' };
  return { item: id, name: said.trim(), says: { topic: id } };
}

/** @returns who was there, or that nobody is named. */
export function readPresent({ text }: Command): Filling | { wrong: string } {
  if (!/[\p{L}\p{N}]/u.test(text)) return { wrong: 'it needs the names of those who were there' };
  return { item: PRESENT, name: text.trim(), says: { present: true } };
}
