import { describe, expect, it } from '@jest/globals';
import { actionMeanwhile } from '../../../rules/action/record.ts';
import { rules } from '../task/rules.ts';
import { at, endOf } from '../task/terms.ts';
import { assigns, closes, run, says, world } from '../task/world.ts';

function acting() {
  const w = world(rules, { terms: { kind: 'action', action: 'MR-1-1', evidence: [] } });
  const told: [kind: string, at: string][] = [];
  const until = (to: string) => {
    const before = w.state;
    run(w, to);
    told.push(...actionMeanwhile(before, w.state).map((e): [string, string] => [e.kind, e.at]));
  };
  return { w, told, until };
}

describe('the record of an action', () => {
  it('dates each move by what moved it', () => {
    const { w, told, until } = acting();
    w.now = at('04-02 10:00');
    assigns(w, 'sam', 'ken');
    until(at('04-03 10:00'));
    says(w, 'ken', '/extend 2027-04-20 because late');
    until(at('04-05 10:00'));
    says(w, 'mara', '/approve');
    until(at('04-05 11:00'));
    expect(w.state.due).toEqual(endOf('04-20'));
    expect(told).toEqual([
      ['moved', at('04-02 10:00')],
      ['moved', at('04-05 10:00')],
    ]);
  });

  it('taken up again after its end, it is moved when that was said, not on a day to come', () => {
    const { w, told, until } = acting();
    w.now = at('04-12 10:00');
    closes(w, 'sam');
    until(at('04-12 11:00'));
    says(w, 'mara', '/accept');
    until(at('04-12 12:00'));
    says(w, 'mara', '/reject because it does not hold');
    until(at('04-12 13:00'));
    expect(told).toEqual([
      ['closed', at('04-12 11:00')],
      ['moved', at('04-12 12:00')],
      ['reopened', at('04-12 12:00')],
    ]);
  });
});
