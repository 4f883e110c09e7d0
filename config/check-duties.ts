import { OCCASIONS, OWED_ON } from '../rules/programme.ts';
import { checkKind } from './check-kind.ts';
import { checkVerifier } from './check-verifier.ts';
import { shown } from './found.ts';
import type { Fault } from './mistake.ts';
import { unknownName, unknownWho } from './names.ts';
import { readSpan } from './span.ts';
import { branch, keysAt, type Path, type Tree, textAt, textsAt } from './tree.ts';

/** A body has at most twenty lines, six of which are always there. */
const MOST_LINES = 14;

/** What the duties say of people, roles, processes, ladders, trackers, and of themselves. */
export function checkDuties(tree: Tree): Fault[] {
  return keysAt(tree, 'duties').flatMap((duty) => [
    ...checkReferences(tree, duty),
    ...checkVerifier(tree, duty),
    ...checkDates(tree, ['duties', duty]),
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

function checkDates(tree: Tree, duty: Path): Fault[] {
  const [first, until, every] = ['first', 'until', 'every'].map((key) => textAt(tree, ...duty, key));
  const faults = withoutFirst(tree, duty);
  if (until !== undefined && first !== undefined && until < first.slice(0, 10)) {
    const path = [...duty, 'until'];
    faults.push({
      path,
      at: 'value',
      message: 'lies before "first"',
      found: shown(until, path),
      allowed: `${first.slice(0, 10)} or later`,
    });
  }
  const exact = readSpan(every ?? '')?.unit === 'ms';
  const instant = first?.includes('T') === true;
  if (first !== undefined && every !== undefined && readSpan(every) !== undefined && exact !== instant) {
    const allowed = exact ? 'an instant such as 2027-04-16T08:00:00Z' : 'a date, YYYY-MM-DD';
    const message = exact
      ? 'an exact interval counts from an instant'
      : 'an interval of days or months counts from a date';
    faults.push({ path: [...duty, 'first'], at: 'value', message, found: shown(first, duty), allowed });
  }
  return faults;
}

/** A duty is owed by its interval, which counts from its first date, or on something that happens. */
function withoutFirst(tree: Tree, duty: Path): Fault[] {
  if (branch(tree, ...duty, 'first') !== undefined) return [];
  const stray = ['every', 'until', 'backfill'].find((key) => branch(tree, ...duty, key) !== undefined);
  const onOccasions =
    ['on', 'joiner'].some((key) => branch(tree, ...duty, key) !== undefined) ||
    OCCASIONS.some((kind) => kind === textAt(tree, ...duty, 'kind'));
  if (stray === undefined && onOccasions) return [];
  const allowed = `a date that exists, YYYY-MM-DD, or an instant such as 2027-04-16T08:00:00Z${stray ? '' : `; or "on" with ${OWED_ON.join(', ')}`}`;
  const message = stray ? `is missing; "${stray}" counts from it` : 'is missing';
  return [{ path: [...duty, 'first'], at: 'key', message, allowed }];
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
