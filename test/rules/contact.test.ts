import { describe, expect, it } from '@jest/globals';
import {
  type ContactTerms,
  contactPlan,
  type Downtime,
  downtimeEnding,
  type HeardToday,
  type WaitingNotice,
} from '../../rules/contact.ts';
import { plusMs } from '../../rules/time.ts';
import { berlin } from './calendar/calendars.ts';

const MINUTE = 60_000;
const HOUR = 3_600_000;
/** Contact hours of Monday, 12 April, in Berlin. */
const NINE = '2027-04-12T07:00:00.000Z';
const FOUR = '2027-04-12T14:00:00.000Z';
const TUESDAY = '2027-04-13T07:00:00.000Z';
const fresh: HeardToday = { chases: 0, digest: false };

function terms(now: string, downtimes: Downtime[] = [], over: Partial<ContactTerms> = {}): ContactTerms {
  const hours = { from: '09:00', to: '17:00', everyDay: false };
  return { now, calendar: berlin, hours, most: 3, planner: 5 * MINUTE, downtimes, ...over };
}

/** Chases `a`, `b` and so on, written at an instant, the first due first. */
function chases(n: number, created = '2027-04-12T06:00:00.000Z'): WaitingNotice[] {
  return Array.from({ length: n }, (_, i) => ({
    key: 'abcdefghijklmnop'.charAt(i),
    created,
    due: plusMs('2027-04-16T22:00:00.000Z', i),
  }));
}
const news: WaitingNotice = { key: 'news', created: NINE };
const all = (n: number) => 'abcdefghijklmnop'.slice(0, n).split('');

describe('the morning', () => {
  it('waits some minutes for all that is written at the start of contact hours', () => {
    const plan = contactPlan(chases(2), fresh, terms(NINE));
    expect(plan).toEqual({ alone: [], together: [], later: ['a', 'b'], until: plusMs(NINE, 5 * MINUTE) });
  });

  it('sends up to three one by one, more as one message', () => {
    const at = plusMs(NINE, 5 * MINUTE);
    expect(contactPlan(chases(3), fresh, terms(at))).toEqual({ alone: all(3), together: [], later: [] });
    expect(contactPlan(chases(12), fresh, terms(at))).toEqual({ alone: [], together: all(12), later: [] });
  });

  it('holds back no news, and counts none', () => {
    expect(contactPlan([news, ...chases(1)], fresh, terms(NINE))).toMatchObject({ alone: ['news'], later: ['a'] });
    const at = plusMs(NINE, HOUR);
    expect(contactPlan([news, ...chases(3)], fresh, terms(at)).together).toEqual([]);
  });

  it('waits no longer than the planner’s interval where days are short', () => {
    const plan = contactPlan(chases(1), fresh, terms(NINE, [], { planner: 2_000 }));
    expect(plan.until).toBe(plusMs(NINE, 2_000));
  });
});

describe('the rest of the day', () => {
  const noon = plusMs(NINE, 3 * HOUR);

  it('sends what the day has left, the first due first, and keeps the others for the evening', () => {
    const plan = contactPlan(chases(3).reverse(), { chases: 2, digest: false }, terms(noon));
    expect(plan).toEqual({ alone: ['a'], together: [], later: ['b', 'c'], until: FOUR });
  });

  it('sends the day’s digest an hour before contact hours end', () => {
    expect(contactPlan(chases(2), { chases: 3, digest: false }, terms(FOUR)).together).toEqual(['a', 'b']);
    const one = contactPlan(chases(1), { chases: 3, digest: false }, terms(FOUR));
    expect(one).toEqual({ alone: [], together: ['a'], later: [] });
  });

  it('makes one message at once of many that come first in the day', () => {
    expect(contactPlan(chases(5), fresh, terms(noon)).together).toEqual(all(5));
  });

  it('sends no second digest: what is too much waits for the next morning', () => {
    const plan = contactPlan(chases(5), { chases: 0, digest: true }, terms(noon));
    expect(plan).toEqual({ alone: all(3), together: [], later: ['d', 'e'], until: TUESDAY });
    const friday = contactPlan(chases(1), { chases: 3, digest: true }, terms('2027-04-16T12:00:00.000Z'));
    expect(friday.until).toBe('2027-04-19T07:00:00.000Z');
  });

  it('with none allowed one by one makes every chase wait for the digest', () => {
    expect(contactPlan(chases(1), fresh, terms(noon, [], { most: 0 })).together).toEqual(['a']);
  });

  it('sends nothing outside contact hours or on a free day, late as it may be', () => {
    const evening = contactPlan([news, ...chases(1)], fresh, terms('2027-04-12T15:00:00.000Z'));
    expect(evening).toEqual({ alone: [], together: [], later: ['news', 'a'], until: TUESDAY });
    expect(contactPlan(chases(1), fresh, terms('2027-04-17T10:00:00.000Z')).until).toBe('2027-04-19T07:00:00.000Z');
  });

  it('sends at most three and one digest in any day, whatever comes when, and loses nothing', () => {
    let waiting: (WaitingNotice & { from: string })[] = [];
    const told: { key: string; day: string }[] = [];
    const messages = new Map<string, { alone: number; together: number }>();
    let n = 0;
    for (let now = NINE; now < '2027-04-19T07:00:00.000Z'; now = plusMs(now, 10 * MINUTE)) {
      const day = now.slice(0, 10);
      if (now < '2027-04-16T00:00:00.000Z' && Number(now.slice(14, 16)) % 20 === 0)
        waiting.push({ key: `k${n++}`, created: now, due: now, from: now });
      const due = waiting.filter((w) => w.from <= now);
      const of = messages.get(day) ?? { alone: 0, together: 0 };
      const plan = contactPlan(due, { chases: of.alone, digest: of.together > 0 }, terms(now));
      const sent = [...plan.alone, ...plan.together];
      told.push(...sent.map((key) => ({ key, day })));
      of.alone += plan.alone.length;
      of.together += plan.together.length > 0 ? 1 : 0;
      messages.set(day, of);
      waiting = waiting
        .filter((w) => !sent.includes(w.key))
        .map((w) => (plan.until && plan.later.includes(w.key) ? { ...w, from: plan.until } : w));
    }
    expect(Math.max(...[...messages.values()].map((m) => m.alone))).toBe(3);
    expect(Math.max(...[...messages.values()].map((m) => m.together))).toBe(1);
    expect(waiting).toEqual([]);
    expect(new Set(told.map((t) => t.key)).size).toBe(n);
    expect(told).toHaveLength(n);
    expect(told.some((t) => /-1[78]$/.test(t.day))).toBe(false);
  });
});

describe('after a downtime', () => {
  const downtime = { from: '2027-04-12T04:00:00.000Z', until: '2027-04-12T10:00:00.000Z' };
  const late = (n: number) => chases(n, '2027-04-12T10:00:20.000Z');

  it('everything that came due meanwhile is one message, once all of it is known', () => {
    const soon = contactPlan(late(2), fresh, terms('2027-04-12T10:00:30.000Z', [downtime]));
    expect(soon).toMatchObject({ alone: [], together: [], later: ['a', 'b'] });
    expect(soon.until && soon.until > '2027-04-12T10:10:00').toBe(true);
    expect(contactPlan(late(2), fresh, terms(soon.until ?? '', [downtime])).together).toEqual(['a', 'b']);
  });

  it('holds news as well, and what waited before', () => {
    const found = { ...news, created: '2027-04-12T10:00:10.000Z' };
    const plan = contactPlan([...chases(1), found, ...late(1).map((w) => ({ ...w, key: 'z' }))], fresh, {
      ...terms('2027-04-12T11:00:00.000Z', [downtime]),
    });
    expect(plan.together.sort()).toEqual(['a', 'news', 'z']);
  });

  it('sends a single one as it is', () => {
    expect(contactPlan(late(1), fresh, terms('2027-04-12T11:00:00.000Z', [downtime])).alone).toEqual(['a']);
  });

  it('knows a downtime that ends before the planner has noted it, but does not wait for that for ever', () => {
    const downtimes = downtimeEnding('2027-04-12T04:00:00.000Z', '2027-04-12T10:00:30.000Z', 5 * MINUTE);
    expect(contactPlan(late(2), fresh, terms('2027-04-12T10:00:30.000Z', downtimes)).later).toEqual(['a', 'b']);
    const hour = '2027-04-12T11:00:30.000Z';
    const still = downtimeEnding('2027-04-12T04:00:00.000Z', hour, 5 * MINUTE);
    expect(contactPlan(late(2), fresh, terms(hour, still)).together).toEqual(['a', 'b']);
    expect(downtimeEnding('2027-04-12T10:00:00.000Z', '2027-04-12T10:15:00.000Z', 5 * MINUTE)).toEqual([]);
    expect(downtimeEnding(undefined, hour, 5 * MINUTE)).toEqual([]);
  });

  it('takes what was written before it for what it is: an ordinary chase', () => {
    const before = chases(2, '2027-04-12T04:01:00.000Z');
    expect(contactPlan(before, fresh, terms('2027-04-12T11:00:00.000Z', [downtime])).alone).toEqual(['a', 'b']);
  });
});
