import { describe, expect, it } from '@jest/globals';
import { calendarOf } from '../../../rules/calendar/working-day.ts';
import { identityOf } from '../../../rules/keys.ts';
import type { PlannedOccurrence } from '../../../rules/occurrence.ts';
import { plan, planUntil } from '../../../rules/plan.ts';
import type { Duty, Programme } from '../../../rules/programme.ts';
import type { Instant } from '../../../rules/time.ts';
import { days, duty, L1, L2, months, ms, programme } from '../programmes.ts';

const JANUARY = '2027-01-10T08:00:00.000Z';

function opened(
  of: Partial<Duty>,
  now: Instant,
  rest: { applied?: Instant; known?: string[]; parts?: Partial<Programme> } = {},
) {
  const made = programme([duty(of)], rest.parts);
  const known = (rest.known ?? []).map((period) => identityOf({ duty: 'access-review', period, cause: 'interval' }));
  const ledger = {
    applied: new Map([['access-review', { at: rest.applied ?? JANUARY, version: 3 }]]),
    identities: new Set(known),
  };
  return plan(made, calendarOf(made, []), ledger, now).open;
}

const dates = (o: PlannedOccurrence | undefined) => [o?.opens, o?.due.date, o?.hardLimit?.date, o?.openedLateBy];

describe('the plan', () => {
  it('opens an occurrence at the local midnight that is its lead before due, and not earlier', () => {
    expect(opened({}, '2027-03-31T21:59:59.999Z')).toEqual([]);
    expect(opened({}, '2027-03-31T22:00:00.000Z')).toEqual([
      {
        duty: 'access-review',
        period: '2027-04-16',
        periodName: '2027 Q2',
        cause: 'interval',
        opens: '2027-03-31T22:00:00.000Z',
        due: { at: '2027-04-16T22:00:00.000Z', date: '2027-04-16' },
        hardLimit: { at: '2027-04-30T22:00:00.000Z', date: '2027-04-30' },
        version: 3,
        zone: 'Europe/Berlin',
        openedLateBy: 0,
      },
    ]);
  });

  it('is in time all day, and late on the next: due and hard limit move by whole days, to a working day', () => {
    expect(dates(opened({}, '2027-04-01T21:59:00.000Z')[0])).toEqual([
      '2027-03-31T22:00:00.000Z',
      '2027-04-16',
      '2027-04-30',
      0,
    ]);
    expect(dates(opened({}, '2027-04-01T22:00:00.000Z')[0])).toEqual([
      '2027-03-31T22:00:00.000Z',
      '2027-04-19',
      '2027-05-03',
      86_400_000,
    ]);
    expect(dates(opened({ shift: 'none' }, '2027-04-01T22:00:00.000Z')[0]).slice(1, 3)).toEqual([
      '2027-04-17',
      '2027-05-01',
    ]);
  });

  it('leaves what stands on a ladder without extensions where somebody outside put it', () => {
    const ladders = [L1, { ...L2, extensions: false }];
    const late = opened({}, '2027-04-03T10:00:00.000Z', { parts: { ladders } });
    expect(dates(late[0]).slice(1)).toEqual(['2027-04-16', '2027-04-30', 2 * 86_400_000 + 12 * 3_600_000]);
  });

  it('opens what was inside its lead when applied at once, and it is not late', () => {
    const [found] = opened({}, '2027-04-10T08:00:00.000Z', { applied: '2027-04-10T08:00:00.000Z' });
    expect(dates(found)).toEqual(['2027-04-10T08:00:00.000Z', '2027-04-16', '2027-04-30', 0]);
  });

  it('leaves out nominal dates before the cadence was applied', () => {
    const applied = '2027-07-20T08:00:00.000Z';
    expect(opened({}, '2027-10-05T08:00:00.000Z', { applied }).map((o) => o.period)).toEqual(['2027-10-16']);
  });

  it('plans what backfill asks for, with the time that its lead grants from now on', () => {
    const applied = '2027-07-20T08:00:00.000Z';
    const found = opened({ backfill: '2027-04-01' }, applied, { applied });
    expect(found.map((o) => [o.period, o.due.date])).toEqual([
      ['2027-04-16', '2027-08-04'],
      ['2027-07-16', '2027-08-04'],
    ]);
    expect(found.every((o) => o.openedLateBy > 0)).toBe(true);
  });

  it('plans nothing twice, whatever its dates', () => {
    expect(opened({}, '2027-04-05T08:00:00.000Z', { known: ['2027-04-16'] })).toEqual([]);
  });

  it('makes up after a downtime, the most urgent first', () => {
    const found = opened({}, '2027-11-01T08:00:00.000Z', { known: ['2027-04-16'] });
    expect(found.map((o) => o.period)).toEqual(['2027-07-16', '2027-10-16']);
    expect(found.map((o) => o.due.date)).toEqual(['2027-11-16', '2027-11-16']);
  });

  it('moves due off a holiday, the opening with it, and keeps the period', () => {
    const parts = { calendar: { weekend: [6, 7] as (6 | 7)[], holidays: ['2027-04-16'], workdays: [] } };
    const at = '2027-04-03T22:00:00.000Z';
    const [next] = opened({}, at, { parts });
    expect([next?.period, next?.periodName, ...dates(next)]).toEqual([
      '2027-04-16',
      '2027 Q2',
      at,
      '2027-04-19',
      '2027-05-03',
      0,
    ]);
    expect(opened({}, '2027-04-03T21:59:59.999Z', { parts })).toEqual([]);
    expect(dates(opened({ shift: 'previous' }, '2027-03-31T10:00:00.000Z', { parts })[0])[1]).toBe('2027-04-15');
    expect(dates(opened({ shift: 'none' }, '2027-04-01T10:00:00.000Z', { parts })[0])[1]).toBe('2027-04-16');
  });

  it('opens on the right midnight in both nights in which clocks change', () => {
    const lead = days(1);
    expect(opened({ first: '2027-03-29', lead }, '2027-03-28T12:00:00.000Z')[0]?.opens).toBe(
      '2027-03-27T23:00:00.000Z',
    );
    expect(opened({ first: '2027-11-01', lead }, '2027-10-31T12:00:00.000Z')[0]?.opens).toBe(
      '2027-10-30T22:00:00.000Z',
    );
    const parts = { zone: 'America/Santiago' };
    expect(opened({ first: '2027-09-06', lead }, '2027-09-05T12:00:00.000Z', { parts })[0]?.opens).toBe(
      '2027-09-05T04:00:00.000Z',
    );
  });

  it('is one occurrence for each subject, of which one may be missing', () => {
    const subjects = [
      { id: 'aws', title: 'AWS' },
      { id: 'gcp', title: 'GCP' },
    ];
    const made = programme([duty({ subjects })]);
    const ledger = {
      applied: new Map([['access-review', { at: JANUARY, version: 1 }]]),
      identities: new Set([
        identityOf({ duty: 'access-review', subject: 'aws', period: '2027-04-16', cause: 'interval' }),
      ]),
    };
    const found = plan(made, calendarOf(made, []), ledger, '2027-04-05T08:00:00.000Z').open;
    expect(found.map((o) => o.subject)).toEqual(['gcp']);
  });

  it('ends with until, and is once without an interval', () => {
    expect(opened({ until: '2027-04-16' }, '2027-12-01T08:00:00.000Z').map((o) => o.period)).toEqual(['2027-04-16']);
    const { every: _, ...once } = duty();
    const made = programme([once]);
    const ledger = {
      applied: new Map([['access-review', { at: JANUARY, version: 1 }]]),
      identities: new Set<string>(),
    };
    const found = plan(made, calendarOf(made, []), ledger, '2028-12-01T08:00:00.000Z').open;
    expect(found.map((o) => [o.period, o.periodName])).toEqual([['2027-04-16', '16 Apr 2027']]);
  });

  it('takes the duty’s own lead and hard limit before the ladder’s', () => {
    const [found] = opened({ lead: days(3), hardLimit: days(5) }, '2027-04-13T10:00:00.000Z');
    expect(dates(found)).toEqual(['2027-04-12T22:00:00.000Z', '2027-04-16', '2027-04-21', 0]);
  });

  it('names the ladders that there are if a duty’s is unknown', () => {
    expect(() => opened({ ladder: 'L9' }, JANUARY)).toThrow('duties.access-review.ladder: found L9; allowed: L1, L2');
  });

  it('passes over a duty that was never applied', () => {
    const made = programme([duty()]);
    const ledger = { applied: new Map(), identities: new Set<string>() };
    expect(plan(made, calendarOf(made, []), ledger, '2027-04-05T08:00:00.000Z').open).toEqual([]);
  });
});

describe('exact intervals', () => {
  const exact = { first: '2027-01-10T08:00:40.000Z', every: ms(40_000), lead: ms(30_000), hardLimit: ms(20_000) };
  const parts = { pace: { planner: 2000, gateWait: 0, look: 86_400_000 } };
  const from = { parts, applied: JANUARY };

  it('open the lead before the instant, are never shifted, and have no days', () => {
    const sunday = opened(exact, '2027-01-10T08:00:11.000Z', from);
    expect(sunday).toHaveLength(1);
    expect(sunday[0]).toMatchObject({
      period: '2027-01-10T08:00:40.000Z',
      periodName: '09:00:40 on 10 Jan',
      opens: '2027-01-10T08:00:10.000Z',
      due: { at: '2027-01-10T08:00:40.000Z' },
      hardLimit: { at: '2027-01-10T08:01:00.000Z' },
      openedLateBy: 0,
    });
  });

  it('are in time within a planner’s interval, and move by the exact delay after it', () => {
    expect(opened(exact, '2027-01-10T08:00:12.000Z', from)[0]?.openedLateBy).toBe(0);
    expect(opened(exact, '2027-01-10T08:00:12.001Z', from)[0]).toMatchObject({
      due: { at: '2027-01-10T08:00:42.001Z' },
      hardLimit: { at: '2027-01-10T08:01:02.001Z' },
      openedLateBy: 2001,
    });
  });
});

describe('the preview', () => {
  it('is what the plan opens now, and what opens after it', () => {
    const made = programme([duty(), duty({ id: 'policy', first: '2027-05-01', every: months(12), ladder: 'L1' })]);
    const ledger = {
      applied: new Map(['access-review', 'policy'].map((id) => [id, { at: JANUARY, version: 1 }])),
      identities: new Set<string>(),
    };
    const now = '2027-04-03T08:00:00.000Z';
    const preview = planUntil(made, calendarOf(made, []), ledger, now, '2027-07-01T21:59:59.999Z');
    expect(preview.map((o) => [o.duty, o.period, o.due.date])).toEqual([
      ['access-review', '2027-04-16', '2027-04-19'],
      ['policy', '2027-05-01', '2027-05-03'],
      ['access-review', '2027-07-16', '2027-07-16'],
    ]);
    expect(preview.filter((o) => o.opens <= now)).toEqual(plan(made, calendarOf(made, []), ledger, now).open);
  });
});
