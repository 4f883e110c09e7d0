import type { OccurrenceState } from './occurrence-state.ts';
import type { TaskState } from './task/state.ts';
import type { Deadline } from './time.ts';

/** Later dates of an occurrence than those that it was planned with. */
export interface DatesAsExtended {
  due?: Deadline;
  hardLimit?: Deadline;
}

/**
 * @returns until when its work was extended, and its hard limit then; undefined where no extension went past its own dates, such as one
 * of an earlier stage, or of one that is due after it anyway (domain: extended).
 */
export function datesAsExtended(
  { due, hardLimit }: Pick<OccurrenceState, 'due' | 'hardLimit'>,
  work: TaskState[],
): DatesAsExtended {
  const extended = work.filter(({ extended: [first] }) => first && first.from.at <= due.at);
  const later = latest(extended.flatMap((task) => task.extended.map(({ to }) => to)));
  const limit = latest(extended.flatMap((task) => task.hardLimit ?? []));
  return {
    ...(later && later.at > due.at && { due: later }),
    ...(limit && hardLimit && limit.at > hardLimit.at && { hardLimit: limit }),
  };
}

function latest(dates: Deadline[]): Deadline | undefined {
  return dates.reduce<Deadline | undefined>((last, one) => (last && last.at >= one.at ? last : one), undefined);
}
