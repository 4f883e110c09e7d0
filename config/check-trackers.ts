import type { Fault } from './mistake.ts';
import { unknownName } from './names.ts';
import { shapeFaults } from './shape.ts';
import { keysOf, shapeOf, TRACKER_KINDS, type TrackerKind, trackerKind } from './trackers.ts';
import { branch, keysAt, type Path, type Tree, textAt } from './tree.ts';

/** The ways to log in at each kind of tracker: exactly one of them. */
const LOGINS: Record<TrackerKind, [token: string, other: string]> = {
  github: ['token', 'app'],
  jira: ['token', 'oauth'],
};

/** What belongs to a token, and says nothing without one. */
const OF_TOKEN = ['account', 'token_expires'];

/** What the keys of a tracker say of each other. */
export function checkTrackers(tree: Tree): Fault[] {
  const logins = keysAt(tree, 'trackers').flatMap((id) => {
    const path: Path = ['trackers', id];
    const kind = trackerKind(textAt(tree, ...path, 'kind'));
    return kind ? checkLogin(tree, path, kind) : checkAs(tree, path, likeliest(keysAt(tree, ...path)));
  });
  return [...logins, ...unknownName(tree, 'trackers', ['management_tracker'])];
}

/** The kind that has most of these keys. */
function likeliest(keys: string[]): TrackerKind {
  const known = (kind: TrackerKind) => keysOf(kind).filter((key) => keys.includes(key)).length;
  return TRACKER_KINDS.reduce((best, kind) => (known(kind) > known(best) ? kind : best));
}

/** Where the kind is none, the schema says no more than that; the rest is judged as if it were this kind. */
function checkAs(tree: Tree, path: Path, kind: TrackerKind): Fault[] {
  const entry = branch(tree, ...path);
  const issues = shapeOf(kind).safeParse(entry).error?.issues ?? [];
  const placed = issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
  return [
    ...shapeFaults(tree, placed).filter((fault) => fault.path.length > 2 && fault.path[2] !== 'kind'),
    ...checkLogin(tree, path, kind),
  ];
}

function checkLogin(tree: Tree, path: Path, kind: TrackerKind): Fault[] {
  const has = (key: string) => branch(tree, ...path, key) !== undefined;
  const [token, other] = LOGINS[kind];
  const allowed = `one of ${token}, ${other}`;
  if (!has(token) && !has(other)) return [{ path, at: 'key', message: 'has no login', allowed }];
  const twice: Fault = { path: [...path, other], at: 'key', message: `is a second login beside ${token}`, allowed };
  if (has(token)) return has(other) ? [twice] : [];
  return OF_TOKEN.filter(has).map((key) => ({
    path: [...path, key],
    at: 'key',
    message: `belongs to a ${token}, and ${other} is the login here; remove it`,
  }));
}
