import type { Ladder } from '../programme.ts';

/**
 * @returns the ladder of a part: only the assignee and the manager are chased about it. Everybody above is chased about the whole, and
 * only the whole can be missed.
 */
export function ladderOfPart({ hardLimit: _, ...ladder }: Ladder): Ladder {
  const rungs = ladder.rungs.flatMap(({ repeat: __, ...rung }) => {
    const to = rung.to.filter((level) => level === 'assignee' || level === 'manager');
    return to.length > 0 && rung.from === 'due' ? [{ ...rung, to }] : [];
  });
  return { ...ladder, rungs };
}
