import { checkDates } from './check-dates.ts';
import { checkKind } from './check-kind.ts';
import { checkVerifier } from './check-verifier.ts';
import type { Fault } from './mistake.ts';
import { unknownName, unknownWho } from './names.ts';
import { branch, keysAt, type Path, type Tree, textAt, textsAt } from './tree.ts';

/** A body has at most twenty lines, six of which are always there. */
const MOST_LINES = 14;

/** What the duties say of people, roles, processes, ladders, trackers, and of themselves. */
export function checkDuties(tree: Tree): Fault[] {
  return keysAt(tree, 'duties').flatMap((duty) => [
    ...checkReferences(tree, duty),
    ...checkVerifier(tree, duty),
    ...checkDates(tree, duty),
    ...checkBody(tree, duty),
    ...checkKind(tree, duty),
  ]);
}

function checkReferences(tree: Tree, duty: string): Fault[] {
  const at = (...rest: string[]): Path => ['duties', duty, ...rest];
  return [
    ...unknownName(tree, 'processes', at('process')),
    ...unknownName(tree, 'ladders', at('ladder')),
    ...unknownWho(tree, at('owner')),
    ...unknownWho(tree, at('verifier'), ['manager']),
    ...keysAt(tree, ...at('subjects')).flatMap((subject) => unknownWho(tree, at('subjects', subject, 'owner'))),
    ...textsAt(tree, ...at('group')).flatMap(({ path }) => unknownWho(tree, path)),
    ...checkTracker(tree, at('tracker')),
  ];
}

function checkTracker(tree: Tree, path: Path): Fault[] {
  const trackers = keysAt(tree, 'trackers');
  if (textAt(tree, ...path) !== undefined || trackers.length < 2) return unknownName(tree, 'trackers', path);
  return [{ path, at: 'key', message: 'is missing; there is more than one tracker', allowed: trackers.join(', ') }];
}

function checkBody(tree: Tree, duty: string): Fault[] {
  const path: Path = ['duties', duty];
  const evidence = keysAt(tree, ...path, 'evidence').length;
  const lines = textsAt(tree, ...path, 'instructions').length + evidence;
  if (lines > MOST_LINES) {
    const message = 'instructions and evidence together are too long for a ticket; link to a page instead';
    return [
      {
        path: [...path, 'instructions'],
        at: 'key',
        message,
        found: `${lines} lines`,
        allowed: `at most ${MOST_LINES}`,
      },
    ];
  }
  const asks =
    textAt(tree, ...path, 'kind') !== 'evidence-request' ||
    evidence > 0 ||
    typeof branch(tree, ...path, 'evidence') === 'string';
  return asks
    ? []
    : [
        {
          path: [...path, 'evidence'],
          at: 'key',
          message: 'an evidence-request asks for evidence',
          allowed: 'at least one item',
        },
      ];
}
