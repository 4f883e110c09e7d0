import { shown } from './found.ts';
import type { Fault } from './mistake.ts';
import { unknownName, unknownWho } from './names.ts';
import { TRACKER_KINDS } from './trackers.ts';
import { branch, isMap, keysAt, type Path, type Tree, textAt, textsAt } from './tree.ts';

const SHARED = [...TRACKER_KINDS, 'mail'] as const;

/** What the people, roles, and processes say of each other. */
export function checkPeople(tree: Tree): Fault[] {
  const people = keysAt(tree, 'people');
  return [
    ...people.flatMap((person) => checkPerson(tree, person)),
    ...SHARED.flatMap((key) => duplicates(tree, people, key)),
    ...managerCycles(tree, people),
    ...checkRoles(tree),
    ...keysAt(tree, 'processes').flatMap((process) => [
      ...unknownWho(tree, ['processes', process, 'owner']),
      ...unknownName(tree, 'trackers', ['processes', process, 'tracker']),
    ]),
  ];
}

function checkPerson(tree: Tree, person: string): Fault[] {
  const at = (...rest: string[]): Path => ['people', person, ...rest];
  const faults = [...unknownName(tree, 'people', at('manager')), ...unknownName(tree, 'people', at('delegate', 'to'))];
  if (textAt(tree, ...at('delegate', 'to')) === person) {
    faults.push({
      path: at('delegate', 'to'),
      at: 'value',
      message: 'nobody stands in for themselves; name somebody else',
    });
  }
  const until = textAt(tree, ...at('delegate', 'until'));
  if ((textAt(tree, ...at('delegate', 'from')) ?? '') > (until ?? '~')) {
    faults.push({
      path: at('delegate', 'until'),
      at: 'value',
      message: 'lies before "from"',
      found: shown(until, at()),
      allowed: 'the day of "from" or later',
    });
  }
  return [...faults, ...checkChannel(tree, person)];
}

function checkChannel(tree: Tree, person: string): Fault[] {
  const path = ['people', person, 'channel'];
  const channel = textAt(tree, ...path);
  if (channel === 'mail' && textAt(tree, 'people', person, 'mail') === undefined) {
    return [{ path, at: 'value', message: 'this person has no mail address; add "mail" here or remove "channel"' }];
  }
  if (channel === 'chat' && !isMap(tree, 'notices', 'chat')) {
    return [{ path, at: 'value', message: 'no chat is set up; add it under notices.chat or remove "channel"' }];
  }
  return [];
}

function duplicates(tree: Tree, people: string[], key: (typeof SHARED)[number]): Fault[] {
  const owners = new Map<string, string>();
  return people.flatMap((person): Fault[] => {
    const path = ['people', person, key];
    const account = textAt(tree, ...path);
    if (account === undefined) return [];
    const other = owners.get(account.toLowerCase());
    owners.set(account.toLowerCase(), other ?? person);
    if (other === undefined) return [];
    return [
      {
        path,
        at: 'value',
        message: `people.${other} has the same; each person has their own`,
        found: shown(account, path),
      },
    ];
  });
}

function managerCycles(tree: Tree, people: string[]): Fault[] {
  const seen = new Set<string>();
  return people.flatMap((person): Fault[] => {
    const chain: string[] = [];
    let next: string | undefined = person;
    while (next !== undefined && !seen.has(next)) {
      seen.add(next);
      chain.push(next);
      next = textAt(tree, 'people', next, 'manager');
    }
    const start = next === undefined ? -1 : chain.indexOf(next);
    const [first] = start < 0 ? [] : chain.slice(start);
    if (first === undefined) return [];
    const message = `managers go round in a circle: ${[...chain.slice(start), first].join(' -> ')}; somebody here has another manager or none`;
    return [{ path: ['people', first, 'manager'], at: 'value', message }];
  });
}

function checkRoles(tree: Tree): Fault[] {
  const unknown = keysAt(tree, 'roles').flatMap((role) =>
    textsAt(tree, 'roles', role).flatMap(({ text, path }) => unknownName(tree, 'people', path, text)),
  );
  if (!isMap(tree, 'roles')) return unknown;
  const missing = ['lead', 'top'].filter((role) => branch(tree, 'roles', role) === undefined);
  return [
    ...unknown,
    ...missing.map(
      (role): Fault => ({ path: ['roles', role], at: 'key', message: 'is missing', allowed: 'at least one person' }),
    ),
  ];
}
