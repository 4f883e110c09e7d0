import { describe, expect, it } from '@jest/globals';
import type { Person, Power, Programme } from '../../../rules/programme.ts';
import { compare } from '../../../rules/weakening.ts';
import { programme } from '../programmes.ts';

/** Somebody has Sam stand in for them. */
const given = (by: string, powers: Power[]): Programme => {
  const { people } = programme([]);
  return programme([], { people: people.map((p) => (p.id === by ? { ...p, delegate: { to: 'sam', powers } } : p)) });
};
const edited = (of: Programme, edit: (sam: Person) => Person[]): Programme => ({
  ...of,
  people: of.people.flatMap((p) => (p.id === 'sam' ? edit(p) : [p])),
});
const changes = (before: Programme, after: Programme) => compare(before, after).map((c) => [c.path, c.pending]);

describe('the account of a delegate', () => {
  const moved = (of: Programme) => edited(of, (sam) => [{ ...sam, accounts: { github: 'other' } }]);

  it.each(['mara', 'elena'])('who decides in place of %s is pending, and so is their leaving', (by) => {
    const before = given(by, ['weaken']);
    expect(changes(before, moved(before))).toEqual([['people.sam.accounts', true]]);
    expect(
      changes(
        before,
        edited(before, () => []),
      ),
    ).toEqual([['people.sam', true]]);
  });

  it('who gets the power with it is pending, too', () => {
    expect(changes(given('elena', []), moved(given('elena', ['weaken'])))).toEqual([
      ['people.sam.accounts', true],
      ['people.elena.delegate', true],
    ]);
  });

  it('who only does the work, or stands in for nobody who approves, is not', () => {
    expect(changes(given('elena', []), moved(given('elena', [])))).toEqual([['people.sam.accounts', false]]);
    const other = given('elena', ['weaken']);
    const before = { ...other, roles: { lead: ['mara'], top: ['mara'] } };
    expect(changes(before, moved(before))).toEqual([['people.sam.accounts', false]]);
  });
});
