import type { CommentAct } from '../acts.ts';
import { answer, misused } from '../answers.ts';
import { severalWait } from '../wording/requests.ts';
import { decisionName } from './decision-name.ts';
import { openRequests } from './open-requests.ts';
import type { TaskTurn } from './turn.ts';

const NAMED = /^(extension|waiver|criteria|concession)\b[\s:,]*(because\b[\s:,]*)?/i;

/**
 * `approve` and `deny` in a ticket that is itself to be approved: bare they mean the ticket, `approve waiver` a request in it; where both wait,
 * a bare one gets the one reply (docs/reference/words.md).
 * @param decide takes the ticket's own decision; it is given the text without the name.
 * @returns whether the word was dealt with; a request that is named and open is decided as in any other ticket.
 */
export function obeyOwnDecision(turn: TaskTurn, act: CommentAct, decide: (text: string) => void): boolean {
  const { text, verb } = act.command;
  const open = openRequests(turn.state);
  const own = decisionName(turn.state);
  const match = NAMED.exec(text);
  const name = match?.[1]?.toLowerCase();
  if (name === 'extension' || name === 'waiver') {
    if (open.includes(name)) return false;
    misused(turn, act, `no ${name} is being asked for`);
  } else if (open.length > 0 && own && name !== own)
    answer(turn, act, 'more than one decision waits', severalWait(verb, [own, ...open]));
  else decide(match && name === own ? withoutName(text, match, open.length === 0) : text);
  return true;
}

/** Where nothing else waits, the name may as well begin the reason. */
function withoutName(text: string, [name, , because]: RegExpExecArray, alone: boolean): string {
  const rest = text.slice(name.length).trim();
  return alone && !because && rest !== '' ? text : rest;
}
