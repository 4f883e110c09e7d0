import { describe, expect, it } from '@jest/globals';
import { isLate } from '../../../rules/action/late.ts';
import { type Action, actionMeanwhile } from '../../../rules/action/record.ts';
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

describe('an action', () => {
  const record = (state: Action['state'], closed?: string) =>
    ({ state, due: endOf('04-16'), ...(closed && { closed: { at: at(closed), task: 'x' } }) }) as unknown as Action;

  it('that was handed in by its day is not late, whoever verified it when', () => {
    const { w, until } = acting();
    const late = (state: Action['state'], now = w.now) => isLate(record(state, '04-20 10:00'), w.state, w.org, now);
    expect([late('open', at('04-16 20:00')), late('open', at('04-17 10:00'))]).toEqual([false, true]);
    w.now = at('04-15 10:00');
    closes(w, 'sam');
    until(at('04-20 09:00'));
    expect(late('open')).toBe(false);
    says(w, 'mara', '/accept');
    until(at('04-20 10:00'));
    expect([w.state.verdict, late('done')]).toEqual(['verified', false]);
  });

  it('that was handed in after its day is late, and not where it was waived', () => {
    const { w, until } = acting();
    w.now = at('04-17 10:00');
    closes(w, 'sam');
    until(at('04-17 11:00'));
    expect(isLate(record('open'), w.state, w.org, w.now)).toBe(true);
    expect(isLate(record('waived'), w.state, w.org, w.now)).toBe(false);
  });

  it('is late by its own day, however much later its ticket is due, and by the days that were late before that was moved', () => {
    const { w } = acting();
    w.state = { ...w.state, due: endOf('05-16') };
    expect(isLate(record('open'), w.state, w.org, at('04-20 10:00'))).toBe(true);
    const extended = [{ from: endOf('04-10'), to: endOf('04-16'), by: 'mara', at: at('04-12 10:00') }];
    w.state = { ...w.state, due: endOf('04-16'), extended };
    expect(isLate(record('open'), w.state, w.org, at('04-15 10:00'))).toBe(true);
  });

  it('without a ticket is late by when it was closed', () => {
    const { w } = acting();
    const late = (closed: string) => isLate(record('done', closed), undefined, w.org, w.now);
    expect([late('04-16 20:00'), late('04-17 10:00')]).toEqual([false, true]);
  });
});
