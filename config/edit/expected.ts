import { branch, type Tree } from '../tree.ts';
import type { Edit, Value } from './value.ts';

/** @returns an edit of a map that stands there as one edit for each of its keys. */
export function apart(tree: Tree, { path, value }: Edit): Edit[] {
  const standing = branch(tree, ...path);
  if (typeof value !== 'object' || !isFilled(standing)) return [{ path, value }];
  return Object.entries(value).flatMap(([key, inner]) => apart(tree, { path: [...path, key], value: inner }));
}

/** @returns the tree with a value at the path, or without what stands there. */
export function expected(tree: Tree, { path, value }: Edit): Tree {
  const [key, ...rest] = path;
  if (key === undefined) return value ?? tree;
  const map: { [key: string]: Tree } = typeof tree === 'object' && !Array.isArray(tree) ? { ...tree } : {};
  if (value === undefined && rest.length === 0) delete map[key];
  else if (value !== undefined || map[key] !== undefined) map[key] = expected(map[key] ?? '', { path: rest, value });
  return map;
}

/** @returns a value as it stands below further keys. */
export function nested(keys: readonly string[], value: Value): Value {
  return keys.reduceRight<Value>((inner, key) => ({ [key]: inner }), value);
}

function isFilled(tree: Tree | undefined): boolean {
  return typeof tree === 'object' && !Array.isArray(tree) && Object.keys(tree).length > 0;
}
