import { describe, expect, it } from '@jest/globals';
import type { Deadline } from '../../../rules/time.ts';
import { rules } from '../task/rules.ts';
import { at, endOf } from '../task/terms.ts';
import { handsIn, kinds, lastComment, run, says, step, ticketOf, type World, world } from '../task/world.ts';

const link = { key: 'k1', display: 'PR-7K2' };
const [own, later, latest] = [endOf('04-16'), endOf('04-23'), endOf('04-30')];

/** Sam's part of a whole. */
function part(due: Deadline = own): World {
  const w = world(rules, { terms: { partOf: 'k1', due } });
  wholeExtended(w);
  return run(w, at('04-02 10:00'));
}

/** The whole was given more time, or had been. */
function wholeExtended(w: World, ...extended: { from: Deadline; to: Deadline }[]): World {
  w.seen = { whole: { link, opened: true, ended: false, extended } };
  return w;
}
const moves = (w: World) => kinds(w).filter((kind) => kind === 'moved-along').length;

describe('a part whose whole was given more time', () => {
  it('is due as much later, once, and says so in its ticket’s date alone', () => {
    const w = part();
    const said = w.comments.length;
    run(wholeExtended(w, { from: own, to: later }), at('04-10 10:00'));
    run(w, at('04-11 10:00'));
    expect([moves(w), w.state.due, ticketOf(w).ticket.due, w.comments.length]).toEqual([1, later, '2027-04-23', said]);
    expect(w.state.extended).toEqual([]);
  });

  it('is not chased by the date before, and is in time by the later one', () => {
    const w = part();
    run(wholeExtended(w, { from: own, to: later }), at('04-20 09:00'));
    expect(w.log.filter((e) => e.kind === 'chased').map((e) => e.body.rung)).not.toContain('at-due');
    run(handsIn(w), at('04-20 10:00'));
    expect(lastComment(w)).toContain('handed this in on 20 April, on time');
  });

  it('follows each of several, however many it finds at once', () => {
    const w = part();
    run(wholeExtended(w, { from: own, to: later }, { from: later, to: latest }), at('04-10 10:00'));
    expect([moves(w), w.state.due]).toEqual([1, latest]);
  });

  it('keeps a date of its own: one before the whole’s, one between, and one beyond what the whole was given', () => {
    for (const day of ['04-09', '04-20', '04-30']) {
      const w = run(wholeExtended(part(endOf(day)), { from: own, to: later }), at('04-10 10:00'));
      expect([w.state.due, moves(w)]).toEqual([endOf(day), 0]);
    }
  });

  it('that was given more time itself has whichever is later', () => {
    const extended = (date: string) => {
      const w = part();
      says(w, 'sam', `/extend ${date} because I am away`);
      step(w);
      says(w, 'mara', '/approve');
      step(w);
      return run(wholeExtended(w, { from: own, to: later }, { from: later, to: latest }), at('04-10 10:00')).state;
    };
    expect([extended('2027-04-20').due, extended('2027-05-14').due]).toEqual([latest, endOf('05-14')]);
  });

  it('needs no word on a date that comes no later, and says so to whoever asked; one beyond it still waits', () => {
    const asks = (date: string) => {
      const w = part();
      says(w, 'sam', `/extend ${date} because I am away`);
      step(w);
      return run(wholeExtended(w, { from: own, to: later }), at('04-10 10:00'));
    };
    const answered = asks('2027-04-23');
    expect(answered.state.extension).toBeUndefined();
    expect(lastComment(answered)).toBe(
      'Now due on 23 April instead of 16 April, as PR-7K2 is, of which this is a part.',
    );
    const waits = asks('2027-04-24');
    expect(waits.state).toMatchObject({ due: later, extension: { to: endOf('04-24') } });
    expect(lastComment(waits)).toContain('asks for 24 April');
  });

  it('stays as it was handed in', () => {
    const w = part();
    run(handsIn(w), at('04-08 10:00'));
    run(wholeExtended(w, { from: own, to: later }), at('04-10 10:00'));
    expect([w.state.stage, w.state.due, moves(w)]).toEqual(['submitted', own, 0]);
  });
});

it('a whole that is given more time wakes its open parts', () => {
  const of: [string, string] = ['person', 'people'];
  const share = { id: 'share', text: { text: 'all' }, file: false, kept: false, counted: true as const };
  const whole = { share: 100, of, unasked: [] };
  const w = world(rules, { terms: { kind: 'campaign', evidence: [share], whole, due: own, verifier: 'mara' } });
  const named = (key: string, ended: boolean) => ({ key, name: key, ended, out: false });
  w.seen = { parts: [named('a', true), named('b', false)] };
  says(w, 'sam', '/extend 2027-04-23 because half of us are at the fair');
  step(w);
  says(w, 'mara', '/approve');
  expect(step(w).wakes).toEqual(['b']);
});
