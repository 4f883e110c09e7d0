import type { CommentAct } from '../acts.ts';
import { misused } from '../answers.ts';
import type { OccasionKind } from '../programme.ts';
import { actorOf, record, type TaskTurn } from '../task/turn.ts';
import { say } from '../turn.ts';
import { owedOn } from './owed.ts';

const LONGEST_TITLE = 120;

/** `event incident …`, `event change …`: somebody of the programme tells of it where they are, whatever that ticket is about. */
export function report(turn: TaskTurn, act: CommentAct): void {
  const { by, at, command, asserted } = act;
  const [, said = '', what = ''] = /^(incident|change)\b[\s:,]*([\s\S]*)$/i.exec(command.text) ?? [];
  const title = what.trim().split('\n')[0]?.slice(0, LONGEST_TITLE) ?? '';
  const kind: OccasionKind = said.toLowerCase() === 'change' ? 'change' : 'incident';
  if (!by) return;
  if (said === '') return misused(turn, act, 'it begins with incident or change');
  if (!/[\p{L}\p{N}]/u.test(title)) return misused(turn, act, 'it says what happened, in a few words');
  if (owedOn(turn.org.programme, kind).length === 0)
    return misused(turn, act, `nothing in the programme is owed on ${kind === 'change' ? 'a change' : 'an incident'}`);
  record(
    turn,
    'noted',
    { why: `told of ${kind === 'change' ? 'a change' : 'an incident'}`, by, cause: act.id },
    at,
    actorOf(by, asserted),
  );
  turn.calls.push({ because: 'happened', kind, id: `${turn.key}:${act.id}`, title, by, at });
  say(turn, `event:${act.id}`, [
    [
      `Recorded as ${kind === 'change' ? 'a change' : 'an incident'}. What follows opens in tickets of its own; nothing changes here.`,
    ],
  ]);
}
