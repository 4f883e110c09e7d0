import type { CommentAct } from '../acts.ts';
import { deadlineNamed, noSuchDay } from '../calendar/named.ts';
import type { Command } from '../commands.ts';
import { type Json, jsonOf, type Words } from '../event.ts';
import { nameOf, personNamed } from '../organisation.ts';
import type { PersonId } from '../programme.ts';
import { controlsIn } from '../statement/controls.ts';
import type { Filling, FillingWord } from '../task/filling-word.ts';
import type { Item } from '../task/state.ts';
import type { TaskTurn } from '../task/turn.ts';
import type { Deadline, Instant } from '../time.ts';
import { day } from '../wording/phrases.ts';
import { ownerMay } from './owner.ts';
import { OPTIONS, type Option } from './state.ts';

/** What `treat` says. */
export interface SaidOfTreatment {
  option: Option;
  controls: string[];
  text: Words;
  action?: { owner: PersonId; due: Deadline };
}

/**
 * `treat R-7 modify controls=A.8.7,A.5.1 @owner DATE text` (6.1.3 a, b), by the risk's owner only: how, with which controls, who does it, until
 * when. What is retained needs no more than the reason.
 */
export const treatRisk: FillingWord = { may: ownerMay, read };

function read(command: Command, [item]: Item[], turn: TaskTurn, { at }: CommentAct): Filling | { wrong: string } {
  const { risk } = turn.state.terms.risks ?? {};
  if (!item || !risk) return { wrong: 'no risk is treated here' };
  const { option, named, text } = takeApart(command.text, risk.id);
  if (!option) return { wrong: `it needs one of ${OPTIONS.join(', ')}` };
  const unknown = named.find((control) => controlsIn(control).length === 0);
  if (unknown)
    return { wrong: `${unknown} is no control of Annex A (A.5.1 to A.8.34), nor named like one of your own (X-3)` };
  if (!/[\p{L}\p{N}]/u.test(text))
    return { wrong: option === 'retain' ? 'it needs a reason' : 'it needs what will be done' };
  const controls = [...new Set(named.flatMap(controlsIn))];
  if (option === 'retain') return filling(item, { option, controls, text: { text } }, `retain: ${text}`);
  const action = actionOf(command, turn, at);
  if ('wrong' in action) return action;
  if (option === 'modify' && controls.length === 0)
    return { wrong: 'it needs the controls, such as controls=A.8.7,A.5.1' };
  const { org } = turn;
  const by = controls.length > 0 ? ` by ${controls.join(', ')}` : '';
  const name = `${option}${by}: ${text}; ${nameOf(org, action.owner)}, ${day(org, action.due)}`;
  return filling(item, { option, controls, text: { text }, action }, name);
}

function takeApart(text: string, risk: string): { option?: Option; named: string[]; text: string } {
  let named: string[] = [];
  const bare = text.replace(/\bcontrols\s*=\s*([\w.,-]+)/i, (_, list: string) => {
    named = list
      .replace(/[.,]+$/, '')
      .split(',')
      .filter(Boolean);
    return ' ';
  });
  const words = bare.split(/\s+/).filter(Boolean);
  if (words[0]?.toLowerCase() === risk.toLowerCase()) words.shift();
  const option = OPTIONS.find((o) => o === words[0]?.toLowerCase());
  const rest = (option ? words.slice(1) : words).join(' ').replace(/^because\b[\s:,…]*/i, '');
  return { ...(option && { option }), named, text: rest };
}

function actionOf(
  { person, date }: Command,
  { state, org }: TaskTurn,
  at: Instant,
): { owner: PersonId; due: Deadline } | { wrong: string } {
  const owner = person === undefined ? undefined : personNamed(org, state.terms.tracker, person);
  if (!owner)
    return { wrong: person === undefined ? 'it needs who does it, @owner' : `${person} is nobody in the programme` };
  const due = deadlineNamed(org.programme.zone, date ?? '');
  if (date !== undefined && !due) return { wrong: noSuchDay(date) };
  if (!due || due.at <= at) return { wrong: 'it needs a date to come, such as 2027-04-23' };
  return { owner, due };
}

function filling({ id }: Item, what: SaidOfTreatment, name: string): Filling {
  const says: Record<string, Json> = jsonOf(what);
  return { item: id, name, says };
}
