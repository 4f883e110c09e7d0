import type { OccurrenceState } from './occurrence-state.ts';
import type { TaskState } from './task/state.ts';
import type { Deadline } from './time.ts';

/** Later dates of an occurrence than those that it was planned with. */
export interface DatesAsExtended {
  due?: Deadline;
  hardLimit?: Deadline;
}

/**
 * @returns until when its work was extended, or is due anew after it was rejected, and its hard limit then; undefined where that went not
 * past its own dates, such as of an earlier stage, or is of one that is due after them anyway (domain: extended, tampering).
 */
export function datesAsExtended(
  { due, hardLimit }: Pick<OccurrenceState, 'due' | 'hardLimit'>,
  work: TaskState[],
): DatesAsExtended {
  const extended = work.filter(({ extended: [first] }) => first && first.from.at <= due.at);
  const revived = work.filter(({ revivals, terms }) => revivals && terms.due.at <= due.at);
  const later = latest([
    ...extended.flatMap((task) => task.extended.map(({ to }) => to)),
    ...revived.map((t) => t.due),
  ]);
  const limit = latest([...extended, ...revived].flatMap((task) => task.hardLimit ?? []));
  return {
    ...(later && later.at > due.at && { due: later }),
    ...(limit && hardLimit && limit.at > hardLimit.at && { hardLimit: limit }),
  };
}

function latest(dates: Deadline[]): Deadline | undefined {
  return dates.reduce<Deadline | undefined>((last, one) => (last && last.at >= one.at ? last : one), undefined);
}
