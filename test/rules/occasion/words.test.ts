import { describe, expect, it } from '@jest/globals';
import { programme } from '../nonconformity/fixture.ts';
import { duty } from '../programmes.ts';
import { organisation } from '../task/people.ts';
import { rules } from '../task/rules.ts';
import { at, endOf } from '../task/terms.ts';
import { lastComment, run, says, step, type World, world } from '../task/world.ts';

const onIncidents = organisation({ duties: [duty({ on: ['incident'] })] });

function said(who: string, text: string, org = onIncidents): World {
  const w = world(rules, { org });
  says(w, who, text);
  step(w);
  return w;
}

describe('the word event', () => {
  it('tells of an incident in any ticket, by anybody of the programme, and changes nothing there', () => {
    const w = said('ken', '/event incident: lost laptop\non the train');
    expect(w.calls).toMatchObject([
      { because: 'happened', kind: 'incident', title: 'lost laptop', by: 'ken', at: w.now },
    ]);
    expect(lastComment(w)).toContain('Recorded as an incident');
    expect(w.state.stage).toBe('open');
    step(w);
    expect(w.calls).toHaveLength(1);
  });

  it.each([
    ['/event fire in the kitchen', 'it begins with incident or change'],
    ['/event incident', 'it says what happened'],
    ['/event incident …', 'it says what happened'],
    ['/event change new cloud', 'nothing in the programme is owed on a change'],
  ])('%s is not recorded: %s', (text, why) => {
    const w = said('sam', text);
    expect(w.calls).toEqual([]);
    expect(lastComment(w)).toContain(why);
  });

  const onPeople = organisation({
    trackers: programme().trackers,
    duties: [
      duty({ id: 'policy-read', kind: 'campaign', title: 'Read the policy', joiner: { unit: 'days', n: 14 } }),
      duty({ id: 'equipment', on: ['mover'] }),
    ],
  });

  it.each([
    ['/event joiner priya', { kind: 'joiner', person: 'priya', title: 'Priya Nair' }],
    ['/event joiner: @priya-nair 2027-05-03', { person: 'priya', at: '2027-05-02T22:00:00.000Z' }],
    ['/event joiner 2027-05-03 max Max Muster', { person: 'max', title: 'Max Muster' }],
    ['/event failed-treatment R-7 nothing was encrypted', { risk: 'R-7', title: 'R-7 nothing was encrypted' }],
    ['/event mover ken@example.com', { kind: 'mover', person: 'ken' }],
  ])('%s tells who, and since when', (text, call) => {
    expect(said('mara', text, onPeople).calls).toMatchObject([{ because: 'happened', by: 'mara', ...call }]);
  });

  it('a treatment that failed is one of a risk that there is', () => {
    const w = world(rules, { org: onPeople });
    w.seen.risks = ['R-1'];
    says(w, 'mara', '/event failed-treatment R-7 nothing was encrypted');
    step(w);
    expect([w.calls, lastComment(w)]).toEqual([[], expect.stringContaining('there are: R-1')]);
  });

  it('says what waits for somebody whom the programme does not know', () => {
    expect(lastComment(said('mara', '/event joiner max Max Muster', onPeople))).toContain(
      'Read the policy: that waits until max is among the people',
    );
  });

  it.each([
    ['/event failed-treatment nothing was encrypted', 'it names the risk whose treatment failed'],
    ['/event joiner', 'it says who, one of sam'],
    ['/event joiner max', 'and their name'],
    ['/event joiner Max Muster', 'nobody is called Max'],
    ['/event mover max Max Muster', 'nobody is called max'],
    ['/event joiner priya 2027-02-31', '2027-02-31 is no day'],
  ])('%s is not recorded: %s', (text, why) => {
    const w = said('mara', text, onPeople);
    expect(w.calls).toEqual([]);
    expect(lastComment(w)).toContain(why);
  });

  it('whoever leaves is recorded, whatever is owed on it', () => {
    expect(said('mara', '/event leaver priya', onPeople).calls).toMatchObject([{ kind: 'leaver', person: 'priya' }]);
  });

  it('is not heard from strangers', () => {
    const w = said('otto', '/event incident lost laptop');
    expect(w.calls).toEqual([]);
    expect(lastComment(w)).toContain('people of the programme');
  });
});

describe('a date that somebody outside sets', () => {
  it('stays where it is when the engine opens the ticket late; our own moves by the delay', () => {
    const late = (external?: true) =>
      run(world(rules, { terms: { ...(external && { external }) }, from: at('04-05 10:00') }), at('04-05 12:00')).state
        .due;
    expect(late(true)).toEqual(endOf('04-16'));
    expect(late()).not.toEqual(endOf('04-16'));
  });
});
