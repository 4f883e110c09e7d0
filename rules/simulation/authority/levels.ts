import { dateAt } from '../../calendar/local-day.ts';
import { delegateOf, loginOf, type Organisation, personById } from '../../organisation.ts';
import type { PersonId, Power } from '../../programme.ts';
import type { Instant } from '../../time.ts';

/** Who might decide something, who never, and which power of a delegation lends it. */
export interface Ruling {
  allowed: PersonId[];
  barred: PersonId[];
  power?: Power;
}

/** @returns the first level with somebody left who may: whoever asked, did, or owns it never decides. */
export function nearest(levels: PersonId[][], barred: readonly PersonId[]): PersonId[] {
  return levels.map((level) => level.filter((p) => !barred.includes(p))).find((level) => level.length > 0) ?? [];
}

/** @returns as `nearest`, among those who can decide in a ticket of that tracker; where nobody can, whoever would. */
export function nearestAt(
  org: Organisation,
  tracker: string,
  levels: PersonId[][],
  barred: readonly PersonId[],
): PersonId[] {
  const without = levels.flat().filter((p) => loginOf(org, p, tracker) === undefined);
  const able = nearest(levels, [...barred, ...without]);
  return able.length > 0 ? able : nearest(levels, barred);
}

/** Whether somebody is one of those who may, or the delegate of one on that day with the power. */
export function standsInFor(org: Organisation, { allowed, barred, power }: Ruling, by: PersonId, at: Instant): boolean {
  if (barred.includes(by)) return false;
  return allowed.includes(by) || allowed.some((p) => isDelegate(org, p, by, power, at));
}

function isDelegate(org: Organisation, of: PersonId, by: PersonId, power: Power | undefined, at: Instant): boolean {
  if (power === undefined || delegateOf(org, of, dateAt(org.programme.zone, at)) !== by) return false;
  return personById(org, of)?.delegate?.powers.includes(power) ?? false;
}
