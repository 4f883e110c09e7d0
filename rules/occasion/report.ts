import { byPerson } from '../actor.ts';
import type { CommentAct } from '../acts.ts';
import { misused } from '../answers.ts';
import { beginning, LONGEST_TITLE } from '../clipped.ts';
import { OCCASIONS, type OccasionKind } from '../programme.ts';
import { riskNamed, withoutRisk } from '../risk/cause.ts';
import type { OccasionCall } from '../task/turn.ts';
import type { Thread } from '../thread.ts';
import { append, say, type Turn } from '../turn.ts';
import { isOfPeople } from './occasion.ts';
import { owedOn, waitingFor } from './owed.ts';
import { whoSaid } from './who.ts';

/** How each is called in a sentence. */
const names: Record<OccasionKind, string> = {
  incident: 'an incident',
  change: 'a change',
  joiner: 'somebody who joins',
  mover: 'somebody who moves',
  leaver: 'somebody who leaves',
  'failed-treatment': 'a treatment that failed',
};

/** A pass over a ticket in which somebody may tell of something. */
export type TellingTurn<S extends { thread: Thread; terms: { tracker: string } }> = Turn<S> & {
  calls: { push(call: OccasionCall): number };
  seen: { risks?: string[] };
};

/** `event incident …`, `event joiner …`: somebody of the programme tells of it where they are, whatever that ticket is about. */
export function report<S extends { thread: Thread; terms: { tracker: string } }>(
  turn: TellingTurn<S>,
  act: CommentAct,
): void {
  const { by, at, command } = act;
  const [, first = '', rest = ''] = /^([\w-]*)[\s:,]*([\s\S]*)$/.exec(command.text) ?? [];
  const kind = OCCASIONS.find((k) => k === first.toLowerCase());
  if (!by) return;
  if (!kind)
    return misused(turn, act, 'it begins with incident or change, or with joiner, mover, leaver, or failed-treatment');
  const told = whatSaid(turn, kind, rest);
  if ('wrong' in told) return misused(turn, act, told.wrong);
  const { programme } = turn.org;
  const owed = [...owedOn(programme, kind, told.person), ...waitingFor(programme, kind, told.person)];
  if (owed.length === 0 && kind !== 'failed-treatment' && kind !== 'leaver')
    return misused(turn, act, `nothing in the programme is owed on ${names[kind]}`);
  append(turn, 'noted', { why: `told of ${names[kind]}`, by, cause: act.id }, at, byPerson(by));
  turn.calls.push({ because: 'happened', kind, id: `${turn.key}:${act.id}`, by, at, ...told });
  const waits = waitingFor(programme, kind, told.person).map(({ title }) => title);
  say(turn, `event:${act.id}`, [
    [`Recorded as ${names[kind]}. What follows opens in tickets of its own; nothing changes here.`],
    ...(waits.length > 0
      ? [
          [
            `${waits.join(', ')}: that waits until ${told.person} is among the people of the programme, with an account here.`,
          ],
        ]
      : []),
  ]);
}

function whatSaid<S extends { thread: Thread; terms: { tracker: string } }>(
  turn: TellingTurn<S>,
  kind: OccasionKind,
  text: string,
): Pick<OccasionCall, 'title' | 'person' | 'risk'> | { wrong: string } {
  const line = text.trim().split('\n')[0] ?? '';
  if (isOfPeople(kind)) return whoSaid(turn, kind, line);
  const title = beginning(line, LONGEST_TITLE);
  const risk = kind === 'failed-treatment' ? riskNamed(title, turn.seen.risks) : undefined;
  if (kind === 'failed-treatment' && !risk) return { wrong: withoutRisk(turn.seen.risks) };
  if (risk) return { title, risk };
  return /[\p{L}\p{N}]/u.test(title) ? { title } : { wrong: 'it says what happened, in a few words' };
}
