import type { Ladder, Level, PersonId, Rung } from '../programme.ts';
import { baseRung } from './rungs.ts';

const UPWARD: Record<Exclude<Level, 'top'>, Level> = { assignee: 'manager', manager: 'lead', lead: 'top' };

/** A step that went out: to whom, delegates not counted. `id` as in `rungInstants`; skipped steps have nobody. */
export interface SentRung {
  id: string;
  at: string;
  to: PersonId[];
}

/** Who is where at present. `delegatesOf` names who stands in for a person who is away, nobody otherwise. */
export interface Chain {
  peopleAt: (level: Level) => PersonId[];
  delegatesOf: (person: PersonId) => PersonId[];
}

/** Whom a step goes to. */
export interface Addressees {
  levels: Level[];
  to: PersonId[];
  /** Stand-ins of the absent among `to`: they get it too. */
  delegates: PersonId[];
}

/**
 * Whom a rung goes to. A level whose people all heard a lower rung as another level, or stand in this message already,
 * or which nobody holds, gives way to the next: assignee, manager, lead, top management; top management always hears
 * (domain: chasing, ladders).
 */
export function addresseesOf(ladder: Ladder, rung: Rung, sent: SentRung[], chain: Chain): Addressees {
  const levels: Level[] = [];
  const to: PersonId[] = [];
  for (const asked of rung.to) {
    let level = asked;
    while (level !== 'top' && freshAt(level).length === 0) level = UPWARD[level];
    const fresh = freshAt(level);
    to.push(...(fresh.length > 0 ? fresh : chain.peopleAt(level).filter((person) => !to.includes(person))));
    if (!levels.includes(level)) levels.push(level);
  }
  const delegates = to.flatMap(chain.delegatesOf).filter((person) => !to.includes(person));
  return { levels, to, delegates: [...new Set(delegates)] };

  function freshAt(level: Level): PersonId[] {
    const people = [...new Set(chain.peopleAt(level))];
    return people.filter((person) => !to.includes(person) && !heardAsOther(ladder, sent, person, level));
  }
}

function heardAsOther(ladder: Ladder, sent: SentRung[], person: PersonId, level: Level): boolean {
  return sent.some(({ id, to }) => {
    const rung = ladder.rungs.find((r) => r.id === baseRung(id));
    return to.includes(person) && rung !== undefined && !rung.to.includes(level);
  });
}
