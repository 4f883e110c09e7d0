import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../../../rules/event.ts';
import type { Life } from '../../../rules/simulation/life.ts';
import { nothingOverdueInSilence } from '../../../rules/simulation/silence.ts';
import { organisation } from '../task/people.ts';
import { at, endOf, terms } from '../task/terms.ts';

const org = organisation();
const until = at('05-10 10:00');
const late = { id: 'late', from: 'due' as const, after: { unit: 'days' as const, n: 3 }, to: ['assignee' as const] };
const ladder = { ...terms().ladder, rungs: [late] };
const NC = { key: 'nc1', display: 'NC-1', owner: 'sam', ownGrade: 'minor', entered: at('04-06 08:00'), ladder };
/** The rung of what was due on 16 April. */
const RUNG = at('04-19 09:00');

const event = (kind: string, on: string, body: object = {}): RecordedEvent => ({
  stream: 'nonconformity/nc1',
  kind,
  actor: 'engine',
  at: on,
  body: JSON.parse(JSON.stringify(body)),
  sequence: 1,
  version: 1,
  noticed: on,
});
const clocks = (plan: string, resolve: string) => ({ plan: endOf(plan), resolve: endOf(resolve) });
const raised = (plan: string, resolve: string) => [
  event('raised', at('04-06 08:00'), { terms: NC, from: at('04-06 00:00'), clocks: clocks(plan, resolve) }),
  event('opened', at('04-06 08:01'), { ref: { tracker: 'github', id: '1', number: '#1', url: 'x' } }),
];
const chased = (of: 'plan' | 'resolve', on: string, ...to: string[]) =>
  event('chased', on, { of, rung: 'late', to, skipped: [] });
const agreed = event('plan-agreed', at('04-10 10:00'), { by: 'mara', reviewer: 'mara', cause: 'c' });

/** Nothing but its stream is looked at. */
function judged(...events: RecordedEvent[]) {
  return nothingOverdueInSilence({
    ...{ org, until, events, tasks: [] },
    found: [{ terms: NC, thread: {} }],
  } as unknown as Life);
}

describe('a nonconformity whose plan is late', () => {
  const plan = raised('04-16', '07-05');

  it('is chased until the plan is agreed, each rung in its time', () => {
    expect(judged(...plan).detail).toBe(`NC-1, to plan: rung late of ${RUNG} never went out`);
    expect(judged(...plan, chased('plan', RUNG, 'sam')).ok).toBe(true);
    expect(judged(...plan, chased('plan', at('04-21 10:00'), 'sam')).detail).toContain('went out at');
    expect(judged(...plan, agreed).ok).toBe(true);
  });

  it('is not chased by a rung that told nobody, unless another message stood for it', () => {
    expect(judged(...plan, chased('plan', RUNG)).ok).toBe(false);
    expect(judged(...plan, chased('resolve', RUNG, 'sam'), chased('plan', RUNG)).ok).toBe(true);
  });

  it('was to be chased before it turned major, too', () => {
    const body = { grade: 'major', rule: 'regrade', by: 'mara', noticed: at('05-03 10:00') };
    const graded = { ...body, from: at('05-03 10:00'), clocks: clocks('05-17', '06-03') };
    const turned = event('graded', at('05-03 10:00'), graded);
    expect(judged(...plan, turned).detail).toBe(`NC-1, to plan: rung late of ${RUNG} never went out`);
    expect(judged(...plan, chased('plan', RUNG, 'sam'), turned).ok).toBe(true);
  });

  it('is nobody’s to be chased before it has a ticket, nor while that cannot be found', () => {
    const [first, opened] = plan;
    if (!first || !opened) throw new Error('nothing was raised');
    expect(judged(first).ok).toBe(true);
    expect(judged(first, { ...opened, at: at('05-01 10:00'), noticed: at('05-01 10:00') }).ok).toBe(true);
    const gone = event('gone', at('04-17 10:00'), { reason: 'hidden' });
    expect(judged(...plan, gone).ok).toBe(true);
    expect(judged(...plan, gone, event('found', at('04-20 10:00'))).ok).toBe(true);
  });
});

describe('a nonconformity that is not resolved', () => {
  const overdue = [...raised('04-12', '04-16'), agreed];

  it('is chased until it is, and again once it no longer is', () => {
    expect(judged(...overdue).detail).toBe(`NC-1, to resolve: rung late of ${RUNG} never went out`);
    expect(judged(...overdue, chased('resolve', RUNG, 'sam')).ok).toBe(true);
    const resolved = event('resolved', at('04-15 10:00'));
    expect(judged(...overdue, resolved).ok).toBe(true);
    expect(judged(...overdue, resolved, event('unresolved', at('04-18 10:00'))).ok).toBe(false);
    expect(judged(...overdue, resolved, event('unresolved', at('04-28 10:00'))).ok).toBe(true);
  });

  it('is chased along the date that an extension gave it', () => {
    const asked = event('extension-asked', at('04-14 10:00'), { by: 'sam', to: endOf('04-30'), reason: { text: 'x' } });
    const given = event('extension-approved', at('04-15 10:00'), { by: 'mara', due: endOf('04-30') });
    expect(judged(...overdue, asked, given).detail).toMatch(/^NC-1, to resolve: rung late of 2027-05-03\S+ never/);
  });

  it('is not chased where it has no deadline', () => {
    const never = { at: '9999-12-31T00:00:00.000Z', date: '9999-12-30' };
    const [first, opened] = raised('04-12', '04-16');
    if (!first || !opened) throw new Error('nothing was raised');
    expect(judged({ ...first, body: { ...first.body, clocks: { plan: never, resolve: never } } }, opened).ok).toBe(
      true,
    );
  });
});
