import type { Ladder } from '../programme.ts';

/** @returns the ladder of a part: the assignee and the manager hear of it, everybody above of the whole; it is missed there, too. */
export function ladderOfPart({ hardLimit: _, ...ladder }: Ladder): Ladder {
  const rungs = ladder.rungs.flatMap(({ repeat: __, ...rung }) => {
    const to = rung.to.filter((level) => level === 'assignee' || level === 'manager');
    return to.length > 0 && rung.from === 'due' ? [{ ...rung, to }] : [];
  });
  return { ...ladder, rungs };
}
