import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../../../rules/event.ts';
import type { NonconformityState } from '../../../rules/nonconformity/state.ts';
import type { Life } from '../../../rules/simulation/life.ts';
import { silentMajors } from '../../../rules/simulation/silent-majors.ts';
import { organisation } from '../task/people.ts';
import { at, endOf, terms } from '../task/terms.ts';

const org = organisation();
/** The deadline passed and that was noticed; five weeks and a day follow. */
const PASSED = at('04-06 00:00');
const until = at('05-12 00:00');
const EFFECT = `overdue:${PASSED}`;
const NC = {
  key: 'nc1',
  display: 'NC-1',
  owner: 'sam',
  ownGrade: 'major',
  entered: at('03-01 08:00'),
  ladder: terms().ladder,
};

const event = (kind: string, on: string, body: object = {}, stream = 'nonconformity/nc1'): RecordedEvent => ({
  ...{ stream, kind, actor: 'engine', at: on, noticed: on, sequence: 1, version: 1 },
  body: JSON.parse(JSON.stringify(body)),
});
const dates = { plan: endOf('03-15'), resolve: endOf('04-05') };
const passed = [
  event('raised', at('03-01 08:00'), { terms: NC, from: at('03-01 00:00'), clocks: dates }),
  event('opened', at('03-01 08:01'), { ref: { tracker: 'github', id: '1', number: '#1', url: 'x' } }),
  event('overdue', PASSED, { deadline: dates.resolve, noticed: PASSED }),
];
const told = (day: string, effect: string, ...to: string[]) =>
  event('told', at(`${day} 10:00`), { effect: `nc1:1:${effect}`, to }, 'outbox/nc1');
/** Elena alone is top management; the weeks 0 to 2 are those that their word must have gone out for. */
const WEEKS = [
  told('04-06', `notice:${EFFECT}:0:elena`, 'elena'),
  told('04-19', `notice:${EFFECT}:1:elena`, 'elena'),
  told('04-26', `comment:notice:${EFFECT}:2`, 'mara', 'elena'),
];
const silent = (...weeks: number[]) =>
  weeks.map((week) => `NC-1: Elena Costa was not told in week ${week} past its deadline`);

function judged(...events: RecordedEvent[]) {
  const found = [{ terms: NC } as unknown as NonconformityState];
  const inOrder = [...passed, ...events].sort((a, b) => (a.noticed < b.noticed ? -1 : 1));
  return silentMajors({ org, until, events: inOrder, found, tasks: [] } as unknown as Life);
}

describe('a major past its deadline', () => {
  it('is told to top management each week, by a notice or in the ticket', () => {
    expect(judged(...WEEKS)).toEqual([]);
    expect(judged()).toEqual(silent(0, 1, 2));
    const chased = event('chased', at('04-09 10:00'), { of: 'resolve', rung: 'late', to: ['sam'], skipped: [] });
    expect(judged(chased)).toEqual(silent(0, 1, 2));
    for (const week of [0, 1, 2]) expect(judged(...WEEKS.toSpliced(week, 1))).toEqual(silent(week));
  });

  it('is told at first by the comment on the deadline, where they are mentioned', () => {
    const [, ...later] = WEEKS;
    expect(judged(told('04-06', `comment:${EFFECT}`, 'elena'), ...later)).toEqual([]);
    expect(judged(told('04-06', `comment:${EFFECT}`, 'mara'), ...later)).toEqual(silent(0));
  });

  it('is no longer told of once it is resolved, and again in the weeks that begin after it no longer is', () => {
    const resolved = event('resolved', at('04-08 10:00'));
    expect(judged(resolved)).toEqual([]);
    expect(judged(resolved, event('unresolved', at('04-18 10:00')))).toEqual(silent(2));
    expect(judged(resolved, event('unresolved', at('04-28 10:00')))).toEqual([]);
    const [first, ...others] = WEEKS;
    expect(judged(first as RecordedEvent, event('resolved', at('05-05 10:00')))).toEqual(silent(1));
    expect(judged(...others, event('closed', at('05-05 10:00')))).toEqual(silent(0));
    expect(judged(event('closed', at('04-26 10:00')))).toEqual([]);
  });

  it('was to be told of in a week that ended two weeks before it was resolved, whenever that was noticed', () => {
    const resolved = event('resolved', at('04-27 00:00'));
    expect(judged(resolved)).toEqual(silent(0));
    expect(judged({ ...resolved, at: at('04-26 23:59') })).toEqual([]);
  });

  it('is not told of by a word about another one, nor by one that did not go out', () => {
    const [first, ...others] = WEEKS as [RecordedEvent, ...RecordedEvent[]];
    const elsewhere = { ...first, body: { ...first.body, effect: `nc2:1:notice:${EFFECT}:0:elena` } };
    expect(judged(elsewhere, ...others)).toEqual(silent(0));
    expect(judged({ ...first, kind: 'failed' }, ...others)).toEqual(silent(0));
  });

  it('is told of anew when new dates pass, whatever was said of those before', () => {
    const graded = { grade: 'major', rule: 'regrade', from: at('04-09 00:00'), clocks: dates };
    const again = event('overdue', at('04-12 00:00'), { deadline: dates.resolve, noticed: at('04-12 00:00') });
    const early = [0, 1].map((week) => told('04-07', `notice:${EFFECT}:${week}:elena`, 'elena'));
    expect(judged(...early, event('graded', at('04-09 10:00'), graded), again)).toEqual(silent(0, 1));
  });
});
