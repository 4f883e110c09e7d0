import type { Answer, Call } from './call.ts';
import { wholeIn } from './locate.ts';

export interface Page<T> {
  readonly startAt: number;
  readonly maxResults: number;
  readonly total: number;
  readonly values: readonly T[];
}

/** The part of a list that `startAt` and `maxResults` ask for; never more than the limit. */
export function pageOf<T>(call: Call, list: readonly T[], limit: number): Page<T> {
  const startAt = wholeIn(call, 'startAt', 0);
  const maxResults = Math.min(wholeIn(call, 'maxResults', limit), limit, call.world.maxPageSize);
  return { startAt, maxResults, total: list.length, values: list.slice(startAt, startAt + maxResults) };
}

/** The same as an answer, as most lists print it. */
export function page<T>(call: Call, list: readonly T[], shape: (item: T) => unknown, limit = 50): Answer {
  const { values, ...rest } = pageOf(call, list, limit);
  const isLast = rest.startAt + values.length >= rest.total;
  return { status: 200, body: { ...rest, isLast, values: values.map(shape) } };
}
