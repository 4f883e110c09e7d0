import { type Ladder, LEVELS, type Level, type Rung } from '../programme.ts';
import { type Difference, difference, weakerIf } from './change.ts';
import { longer } from './longer.ts';

/**
 * @returns how a ladder changed; weaker: fewer or later rungs, a later hard limit, extensions allowed, top management
 * told later.
 */
export function ladderDifferences(before: Ladder, after: Ladder): Difference[] {
  const at = (key: string) => ['ladders', before.id, key];
  return [
    ...difference(at('lead'), before.lead, after.lead),
    ...difference(at('rungs'), before.rungs, after.rungs, weakerIf(rungsWeaker(before.rungs, after.rungs))),
    ...difference(
      at('hardLimit'),
      before.hardLimit,
      after.hardLimit,
      weakerIf(longer(before.hardLimit, after.hardLimit)),
    ),
    ...difference(at('contactHours'), before.contactHours, after.contactHours, weakerIf(after.contactHours)),
    ...difference(at('extensions'), before.extensions, after.extensions, weakerIf(after.extensions)),
    ...difference(at('topAtOnce'), before.topAtOnce, after.topAtOnce, weakerIf(!after.topAtOnce)),
  ];
}

/** @returns whether chasing along `after` is weaker in anything than along `before`; the hard limit is the caller's. */
export function chasesWeaker(before: Ladder, after: Ladder): boolean {
  const looser =
    (after.contactHours && !before.contactHours) ||
    (after.extensions && !before.extensions) ||
    (before.topAtOnce && !after.topAtOnce);
  return looser || rungsWeaker(before.rungs, after.rungs);
}

/** Counted by level, so that neither a new name of a rung nor an additional one is a weakening. */
function rungsWeaker(before: Rung[], after: Rung[]): boolean {
  return LEVELS.some((level) =>
    (['due', 'hard-limit'] as const).some((from) => {
      const kept = stepsOf(after, level, from);
      return stepsOf(before, level, from).some((rung, i) => rungWeaker(rung, kept[i]));
    }),
  );
}

function stepsOf(rungs: Rung[], level: Level, from: Rung['from']): Rung[] {
  return rungs
    .filter((rung) => rung.from === from && rung.to.includes(level))
    .sort((a, b) => Number(longer(b.after, a.after)) - Number(longer(a.after, b.after)));
}

function rungWeaker(before: Rung, after: Rung | undefined): boolean {
  if (after === undefined || longer(before.after, after.after)) return true;
  return before.repeat !== undefined && longer(before.repeat, after.repeat);
}
