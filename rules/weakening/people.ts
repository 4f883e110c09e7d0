import type { Person, PersonId, Programme } from '../programme.ts';
import { type Difference, difference, type Weight } from './change.ts';
import { addedAndRemoved, pairs } from './lists.ts';

const PLAIN = ['name', 'mail', 'manager', 'channel', 'competence'] as const;
const APPROVING = ['lead', 'top'];

/**
 * @returns how people and roles changed. Pending, and decided by whoever held the role before: who is lead or top
 * management, their accounts and their deciding delegates' accounts, and delegations that carry powers (domain, section 3).
 */
export function peopleDifferences(before: Programme, after: Programme): Difference[] {
  const approvers = new Set([...approversOf(before), ...approversOf(after)]);
  const weighAccounts = ({ id }: Person): Weight => (approvers.has(id) ? 'authority' : 'plain');
  return [
    ...roleDifferences(before, after),
    ...addedAndRemoved(['people'], 'person', before.people, after.people, weighAccounts),
    ...pairs(before.people, after.people).flatMap(([old, person]) => [
      ...PLAIN.flatMap((key) => difference(['people', person.id, key], old[key], person[key])),
      ...difference(['people', person.id, 'accounts'], old.accounts, person.accounts, weighAccounts(person)),
      ...difference(['people', person.id, 'delegate'], old.delegate, person.delegate, weighDelegate(old, person)),
    ]),
  ];
}

function roleDifferences(before: Programme, after: Programme): Difference[] {
  const names = new Set([...Object.keys(before.roles), ...Object.keys(after.roles)]);
  return [...names].flatMap((name) => {
    const weight = APPROVING.includes(name) ? 'authority' : 'plain';
    return difference(['roles', name], before.roles[name], after.roles[name], weight);
  });
}

function weighDelegate(old: Person, person: Person): Weight {
  const powers = [...(old.delegate?.powers ?? []), ...(person.delegate?.powers ?? [])];
  return powers.length > 0 ? 'authority' : 'plain';
}

/** @returns whoever decides for the lead or top management: the holders, and those to whom one of them gave powers. */
export function approversOf({ roles, people }: Programme): PersonId[] {
  const holding = APPROVING.flatMap((role) => roles[role] ?? []);
  const deciding = people.flatMap(({ id, delegate }) =>
    delegate && delegate.powers.length > 0 && holding.includes(id) ? [delegate.to] : [],
  );
  return [...new Set([...holding, ...deciding])];
}
