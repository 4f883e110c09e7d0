import { fingerprint } from '../fingerprint.ts';
import type { Duty, Programme } from '../programme.ts';
import { tiedTo } from './owed-dates.ts';
import { owedBy } from './renewals.ts';
import type { Applied } from './terms.ts';

/** A programme in force, with since when the cadence of each duty counts, by its id. */
export interface InCadence {
  programme: Programme;
  applied: Record<string, Applied>;
}

/**
 * Since when each cadence counts: from the moment its version was applied; unchanged duties go on counting from when theirs was
 * (domain, section 3).
 * @param before undefined before the first version. @param fresh the moment and number of the version that `next` is.
 * @returns by id, of each duty that `next` owes.
 */
export function cadences(before: InCadence | undefined, next: Programme, fresh: Applied): Record<string, Applied> {
  return Object.fromEntries(owedBy(next).map((duty) => [duty.id, cadenceOf(before, next, duty, fresh)]));
}

function cadenceOf(before: InCadence | undefined, next: Programme, duty: Duty, fresh: Applied): Applied {
  const standing = before?.applied[duty.id];
  const former = before && owedBy(before.programme).find((d) => d.id === duty.id);
  if (!standing || !former || fingerprint(datesOf(before.programme, former)) !== fingerprint(datesOf(next, duty)))
    return fresh;
  return { at: standing.at, version: fresh.version };
}

/** What its dates follow from, those of the duty that it is tied to included. */
function datesOf({ duties }: Pick<Programme, 'duties'>, duty: Duty): object {
  const { id, first, every, before, until, backfill, shift, subjects } = duty;
  const other = tiedTo(duties, duty);
  return {
    ...{ first, every, before, until, backfill, shift },
    subjects: subjects.map((s) => s.id),
    ...(other && { of: datesOf({ duties: duties.filter((d) => d.id !== id) }, other) }),
  };
}
