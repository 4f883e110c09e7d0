import { describe, expect, it } from '@jest/globals';
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
