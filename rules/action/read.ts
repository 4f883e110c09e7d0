import type { CommentAct } from '../acts.ts';
import { deadlineNamed, noSuchDay } from '../calendar/named.ts';
import { type Organisation, personNamed } from '../organisation.ts';
import type { DecidedAction } from '../task/state.ts';

/** @returns the action that `@owner DATE …` says, or what is wrong with how it was written. */
export function readAction(
  org: Organisation,
  tracker: string,
  { command, at }: Pick<CommentAct, 'command' | 'at'>,
): DecidedAction | { wrong: string } {
  const { person, date, text } = command;
  if (!person) return { wrong: 'it needs an owner' };
  const owner = personNamed(org, tracker, person);
  if (!owner) return { wrong: `${person} is nobody in the programme` };
  const due = date === undefined ? undefined : deadlineNamed(org.programme.zone, date);
  if (!due) return { wrong: noSuchDay(date) };
  if (due.at <= at) return { wrong: 'the date has passed' };
  if (!/[\p{L}\p{N}]/u.test(text)) return { wrong: 'it needs a text: what is to be done' };
  return { owner, due, text: { text } };
}
