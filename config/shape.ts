import type { z } from 'zod';
import { isPlainKey, isPrivate, shown } from './found.ts';
import type { Fault } from './mistake.ts';
import { nearest } from './near.ts';
import { keysOf, TRACKER_KINDS, trackerKind } from './trackers.ts';
import { branch, type Path, type Tree, textAt } from './tree.ts';

/** @returns what the schema found wrong, as faults: the schema's messages are the texts of what is allowed. */
export function shapeFaults(tree: Tree, issues: readonly z.core.$ZodIssue[]): Fault[] {
  return issues.flatMap((issue) => {
    const path = issue.path.map((step) => (typeof step === 'number' ? step : String(step)));
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => otherKind(tree, path, key) ?? unknownKey(path, key, issue.message));
    if (issue.code === 'invalid_key') return [badId(path, issue.issues[0]?.message ?? '')];
    if (issue.code === 'invalid_union' && issue.errors.length > 0)
      return shapeFaults(
        tree,
        chosen(issue).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] })),
      );
    return [badValue(tree, path, issue)];
  });
}

/** Of several forms the one that was meant: it alone takes the kind of value that stands there. Else all are named. */
function chosen(issue: z.core.$ZodIssueInvalidUnion): z.core.$ZodIssue[] {
  const ofAnotherKind = ({ code, path }: z.core.$ZodIssue) => code === 'invalid_type' && path.length === 0;
  const [meant, ...others] = issue.errors.filter((faults) => !faults.some(ofAnotherKind));
  return meant && others.length === 0 ? meant : [{ code: 'custom', path: [], message: issue.message }];
}

function otherKind(tree: Tree, path: Path, key: string): Fault | undefined {
  const own = path[0] === 'trackers' && path.length === 2 ? trackerKind(textAt(tree, ...path, 'kind')) : undefined;
  const other = TRACKER_KINDS.find((kind) => kind !== own && keysOf(kind).includes(key));
  if (!own || !other) return undefined;
  const message = `only a tracker of kind ${other} has this key, and this one is of kind ${own}; remove it`;
  return { path: [...path, key], at: 'key', message, allowed: keysOf(own).join(', ') };
}

function unknownKey(path: Path, key: string, keys: string): Fault {
  const near = nearest(key, keys.split(', '));
  const hidden = !isPlainKey(key) || (isPrivate(path) && near === undefined);
  return {
    path: [...path, key],
    ...(hidden ? { hidden } : {}),
    at: 'key',
    message: `unknown key${near === undefined ? '; remove it' : `; did you mean "${near}"?`}`,
    allowed: keys,
  };
}

function badId(path: Path, allowed: string): Fault {
  return { path, at: 'key', message: 'this cannot be an id', allowed };
}

function badValue(tree: Tree, path: Path, issue: z.core.$ZodIssue): Fault {
  const value = branch(tree, ...path);
  if (value === undefined && typeof branch(tree, ...path.slice(0, -1)) !== 'string') {
    return { path, at: 'key', message: 'is missing', allowed: issue.message };
  }
  const stated: unknown = issue.code === 'custom' ? issue.params?.message : undefined;
  const message = typeof stated === 'string' ? stated : 'cannot be used';
  return {
    path,
    at: 'value',
    message,
    found: shown(value ?? branch(tree, ...path.slice(0, -1)), path),
    allowed: issue.message,
  };
}
