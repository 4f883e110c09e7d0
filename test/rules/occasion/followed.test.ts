import { describe, expect, it } from '@jest/globals';
import { followedBy } from '../../../rules/occasion/record.ts';
import { rules } from '../task/rules.ts';
import { at } from '../task/terms.ts';
import { handsIn, run, says, world } from '../task/world.ts';

describe('what followed something that happened', () => {
  it('that was sent back and then waived ended with the waiver, not with what was handed in', () => {
    const w = world(rules, { terms: { occasion: { kind: 'leaver', id: 'l1' } } });
    w.now = at('04-02 10:00');
    run(handsIn(w), at('04-02 11:00'));
    says(w, 'mara', '/reject because two accounts are left');
    run(w, at('04-03 10:00'));
    says(w, 'sam', '/waive because they stay on');
    run(w, at('04-03 11:00'));
    says(w, 'mara', '/approve');
    run(w, at('04-03 12:00'));
    expect(followedBy(w.state)).toMatchObject([
      { actor: 'person:mara', body: { verdict: 'waived', at: at('04-03 11:00'), by: 'mara' } },
    ]);
  });
});
