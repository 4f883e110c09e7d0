import { shown } from './found.ts';
import type { Fault } from './mistake.ts';
import { unknownName } from './names.ts';
import { branch, type Path, type Tree, textAt } from './tree.ts';

/** A duty that is tied to the dates of another one: it has none of its own, and the other one has days. */
export function checkBefore(tree: Tree, duty: string): Fault[] {
  const at = (...rest: string[]): Path => ['duties', duty, ...rest];
  const own = ['first', 'every'].filter((key) => branch(tree, ...at(key)) !== undefined);
  return [
    ...own.map((key): Fault => {
      const message = `"before" ties its dates to another duty; leave "${key}" out, or "before"`;
      return { path: at(key), at: 'key', message };
    }),
    ...unknownName(tree, 'duties', at('before', 'duty')),
    ...withoutDates(tree, at('before', 'duty')),
    ...waitsForItself(tree, duty),
  ];
}

function withoutDates(tree: Tree, path: Path): Fault[] {
  const other = textAt(tree, ...path) ?? '';
  if (branch(tree, 'duties', other) === undefined) return [];
  const first = branch(tree, 'duties', other, 'first');
  const found = shown(other, path);
  const allowed = 'a duty with "first", or itself "before" another one';
  if (first === undefined && branch(tree, 'duties', other, 'before') === undefined)
    return [{ path, at: 'value', message: 'this duty has no dates: it is owed on what happens', found, allowed }];
  if (typeof first !== 'string' || !first.includes('T')) return [];
  return [{ path, at: 'value', message: 'this duty counts exact time, not days', found, allowed }];
}

function waitsForItself(tree: Tree, duty: string): Fault[] {
  const way = [duty];
  for (let next = tiedTo(tree, duty); next !== undefined; next = tiedTo(tree, next)) {
    if (next === duty) {
      const path: Path = ['duties', duty, 'before', 'duty'];
      const message = `this duty would wait for itself: ${[...way, duty].join(' before ')}`;
      return [{ path, at: 'value', message, found: shown(way[1] ?? duty, path), allowed: 'a duty with "first"' }];
    }
    // A circle that it only leads into is told of where it is.
    if (way.includes(next)) return [];
    way.push(next);
  }
  return [];
}

function tiedTo(tree: Tree, duty: string): string | undefined {
  return textAt(tree, 'duties', duty, 'before', 'duty');
}
