import { describe, expect, it } from '@jest/globals';
import { occasionsOf, owedOn, waitingFor } from '../../../rules/occasion/owed.ts';
import { holdsRole } from '../../../rules/occasion/role-holder.ts';
import { compare } from '../../../rules/weakening.ts';
import { programme as ticketed } from '../nonconformity/fixture.ts';
import { days, duty, programme } from '../programmes.ts';
import { organisation } from '../task/people.ts';

const campaign = duty({ id: 'policy-read', kind: 'campaign', joiner: days(14) });
const roster = duty({ id: 'roster', on: ['role-holder-leaves'] });
/** A tracker at which everybody has an account. */
const { trackers } = ticketed();
const { programme: made } = organisation({
  trackers,
  duties: [campaign, roster, duty({ id: 'equipment', on: ['joiner', 'leaver'] })],
});
const idsOf = (owed: { duty: { id: string }; subject?: string }[]) =>
  owed.map((o) => (o.subject ? `${o.duty.id}:${o.subject}` : o.duty.id));

describe('what is owed on somebody', () => {
  it('who joins: a campaign asks them alone, a review is about them', () => {
    expect(idsOf(owedOn(made, 'joiner', 'ken'))).toEqual(['policy-read:ken', 'equipment']);
    expect(waitingFor(made, 'joiner', 'ken')).toEqual([]);
  });

  it('who joins and is not of its group: no campaign', () => {
    const group = programme([{ ...campaign, group: ['sam'] }], { trackers });
    expect(idsOf(owedOn(group, 'joiner', 'mara'))).toEqual([]);
    expect(idsOf(owedOn(group, 'joiner', 'sam'))).toEqual(['policy-read:sam']);
  });

  it('whom the programme does not know, or without an account: the campaign waits', () => {
    const people = made.people.map((p) => (p.id === 'ken' ? { ...p, accounts: { jira: 'k' } } : p));
    for (const [of, person] of [
      [made, 'max'],
      [{ ...made, people }, 'ken'],
    ] as const) {
      expect(idsOf(owedOn(of, 'joiner', person))).toEqual(['equipment']);
      expect(waitingFor(of, 'joiner', person).map(({ id }) => id)).toEqual(['policy-read']);
    }
    const moving = programme([{ ...campaign, on: ['mover', 'leaver'] }], { trackers });
    expect([waitingFor(moving, 'mover', 'max'), waitingFor(moving, 'leaver', 'max')]).toEqual([[], []]);
  });

  it('who moves: a campaign that names it asks them alone', () => {
    const moving = programme([{ ...campaign, on: ['mover'] }], { trackers });
    expect(moving.duties.map(occasionsOf)).toEqual([['mover', 'joiner']]);
    expect(idsOf(owedOn(moving, 'mover', 'sam'))).toEqual(['policy-read:sam']);
  });

  it('who leaves: on role holders only where the programme lacks somebody then', () => {
    expect(idsOf(owedOn(made, 'leaver', 'sam'))).toEqual(['roster', 'equipment']);
    expect(idsOf(owedOn(made, 'leaver', 'ken'))).toEqual(['equipment']);
    expect(['sam', 'mara', 'jonas', 'elena'].filter((p) => holdsRole(made, p))).toHaveLength(4);
    const people = made.people.map((p) => (p.id === 'sam' ? { ...p, delegate: { to: 'ken', powers: [] } } : p));
    expect(holdsRole({ ...made, people }, 'ken')).toBe(true);
    const authority = { id: 'dpa', title: 'DPA', within: days(3), owner: 'ken' };
    expect(holdsRole({ ...made, authorities: [authority] }, 'ken')).toBe(true);
    expect(holdsRole({ ...made, roles: { ...made.roles, staff: ['ken'] } }, 'ken')).toBe(false);
  });

  it('is weaker on role holders alone than on everybody who leaves, and not the other way round', () => {
    const weaker = (was: typeof roster, is: typeof roster) =>
      compare(programme([was]), programme([is]), '2027-04-16T08:00:00.000Z').some((c) => c.weaker);
    const each = { ...roster, on: ['leaver' as const] };
    expect([weaker(each, roster), weaker(roster, each)]).toEqual([true, false]);
    const said = { ...campaign, on: ['joiner' as const] };
    expect([weaker(said, campaign), weaker(campaign, said)]).toEqual([false, false]);
  });
});
