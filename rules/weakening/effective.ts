import type { Programme } from '../programme.ts';

/**
 * @returns `target` with the value at `keys` as `source` has it: put back where `target` lost it, taken out where
 * `source` never had it. List items are found by id.
 */
export function withValueOf<T>(target: T, source: T, keys: string[]): T;
export function withValueOf(target: unknown, source: unknown, keys: string[]): unknown {
  const [key, ...rest] = keys;
  if (key === undefined) return source;
  if (Array.isArray(target) && Array.isArray(source)) return listWith(target, source, key, rest);
  if (!isRecord(target) || !isRecord(source)) return target;
  const { [key]: old, ...others } = target;
  const value = withValueOf(old, source[key], rest);
  return value === undefined ? others : { ...target, [key]: value };
}

/** @returns `programme` with each ladder, process, and tracker of `before` that one of its duties still names. */
export function withReferenced(programme: Programme, before: Programme): Programme {
  const { duties } = programme;
  return {
    ...programme,
    ladders: withNamed(programme.ladders, before.ladders, new Set(duties.map((duty) => duty.ladder))),
    processes: withNamed(programme.processes, before.processes, new Set(duties.map((duty) => duty.process))),
    trackers: withNamed(programme.trackers, before.trackers, new Set(duties.map((duty) => duty.tracker))),
  };
}

function withNamed<T extends { id: string }>(list: T[], before: T[], named: ReadonlySet<string>): T[] {
  const lost = before.filter(({ id }) => named.has(id) && !list.some((item) => item.id === id));
  return [...list, ...lost];
}

function listWith(target: unknown[], source: unknown[], id: string, rest: string[]): unknown[] {
  const place = source.findIndex(has(id));
  const standing = target.findIndex(has(id));
  if (standing < 0) return rest.length > 0 || place < 0 ? target : target.toSpliced(place, 0, source[place]);
  if (place < 0 && rest.length === 0) return target.toSpliced(standing, 1);
  return target.toSpliced(standing, 1, withValueOf(target[standing], source[place], rest));
}

function has(id: string): (item: unknown) => boolean {
  return (item) => isRecord(item) && item.id === id;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
