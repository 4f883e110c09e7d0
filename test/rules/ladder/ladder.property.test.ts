import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { deadlineOn, deadlinePast } from '../../../rules/calendar/deadline.ts';
import { plusDays, startOfDay } from '../../../rules/calendar/local-day.ts';
import { isWorkingDay } from '../../../rules/calendar/working-day.ts';
import { rungInstants } from '../../../rules/ladder/rungs.ts';
import { type Chase, nextStep } from '../../../rules/ladder.ts';
import { type Ladder, LEVELS, type Rung } from '../../../rules/programme.ts';
import { type Instant, plusMs } from '../../../rules/time.ts';
import { workweek } from '../calendar/calendars.ts';
import { days, L1, L2, ms } from '../programmes.ts';

const HOUR = 3_600_000;
const day = fc.integer({ min: 0, max: 700 }).map((n) => plusDays('2026-06-01', n));
const rungs: fc.Arbitrary<Rung[]> = fc
  .uniqueArray(
    fc.record({
      after: fc.oneof(
        fc.integer({ min: -40, max: 30 }).map(days),
        fc.integer({ min: -200, max: 200 }).map((n) => ms(n * HOUR)),
      ),
      to: fc.subarray([...LEVELS], { minLength: 1 }),
    }),
    { minLength: 1, maxLength: 5, selector: ({ after }) => JSON.stringify(after) },
  )
  .map((made) => made.map((parts, i) => ({ ...parts, id: `rung-${i}`, from: 'due' as const })));
const ladder: fc.Arbitrary<Ladder> = fc.oneof(
  fc.constantFrom(L1, L2),
  rungs.map((made) => ({ ...L2, rungs: made })),
);

const chases: fc.Arbitrary<Chase> = fc
  .record({
    ladder,
    dueDay: day,
    lead: fc.integer({ min: 0, max: 40 }),
    zone: fc.constantFrom('Europe/Berlin', 'America/Santiago', 'Asia/Beirut'),
    holidays: fc.array(day, { maxLength: 60 }),
  })
  .map(({ ladder: made, dueDay, lead, zone, holidays }) => {
    const calendar = workweek(zone, holidays);
    const due = deadlineOn(zone, dueDay);
    return {
      ladder: made,
      opens: startOfDay(zone, plusDays(dueDay, -lead)),
      due,
      hardLimit: deadlinePast(calendar, due, made.hardLimit ?? days(14)),
      calendar,
      hours: { from: '09:00', to: '17:00', everyDay: false },
      sent: [],
      peopleAt: (level) => [level],
      delegatesOf: () => [],
      now: '',
    };
  });

interface Sending {
  at: Instant;
  rung: string;
  skipped: string[];
}

/** Asks at each instant that the chase names or the engine happens to be awake, and sends what it says. */
function climb(chase: Chase, late: (nextAt: Instant) => Instant): Sending[] {
  const sendings: Sending[] = [];
  let now = chase.opens;
  for (let asked = 0; asked < 100; asked++) {
    const sent = sendings.map(({ rung, at }) => ({ id: rung, at, to: [] }));
    const step = nextStep({ ...chase, sent, now });
    expect(nextStep({ ...chase, sent, now })).toEqual(step);
    if (step.send) sendings.push({ at: now, rung: step.send.rung, skipped: step.send.skipped });
    if (step.nextAt === undefined) return sendings;
    expect(step.nextAt > now).toBe(true);
    now = late(step.nextAt);
  }
  throw new Error('the chase does not end');
}

const timesOf = (chase: Chase) => rungInstants(chase, chase.hardLimit?.at ?? chase.opens);

describe('over any ladder, calendar, and dates', () => {
  it('an engine that is awake sends at each rung’s own instant, and skips only what fell together', () => {
    fc.assert(
      fc.property(chases, (chase) => {
        const sendings = climb(chase, (nextAt) => nextAt);
        const times = timesOf(chase);
        expect(sendings.map(({ at }) => at)).toEqual([...new Set(times.map(({ at }) => at))]);
        const gone = sendings.flatMap(({ rung, skipped }) => [...skipped, rung]);
        expect(gone).toEqual(times.map(({ id }) => id));
      }),
      { numRuns: 100 },
    );
  });

  it('an engine with downtimes skips no rung in silence, sends none twice, none early, and none once missed', () => {
    fc.assert(
      fc.property(
        chases,
        fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 20 }),
        (chase, downtimes) => {
          let woken = 0;
          const sendings = climb(chase, (nextAt) =>
            plusMs(nextAt, (downtimes[woken++ % downtimes.length] ?? 0) * HOUR),
          );
          const times = timesOf(chase);
          const gone = sendings.flatMap(({ rung, skipped }) => [...skipped, rung]);
          expect(gone).toEqual(times.slice(0, gone.length).map(({ id }) => id));
          for (const { at, rung } of sendings) {
            expect(at >= (times.find(({ id }) => id === rung)?.at ?? '9')).toBe(true);
            expect(at < (chase.hardLimit?.at ?? '')).toBe(true);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  it('nobody is written to outside contact hours or on a free day, nor reminded in the first third', () => {
    fc.assert(
      fc.property(
        chases,
        fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 1, maxLength: 20 }),
        (chase, downtimes) => {
          let woken = 0;
          const zone = chase.calendar.zone;
          for (const { at } of climb(chase, (nextAt) =>
            plusMs(nextAt, (downtimes[woken++ % downtimes.length] ?? 0) * HOUR),
          )) {
            const local = Temporal.Instant.from(at).toZonedDateTimeISO(zone);
            expect(local.hour >= 9 && local.hour < 17).toBe(true);
            expect(isWorkingDay(chase.calendar, local.toPlainDate().toString())).toBe(true);
            expect(
              (Date.parse(at) - Date.parse(chase.opens)) * 3 >= Date.parse(chase.due.at) - Date.parse(chase.opens),
            ).toBe(true);
          }
        },
      ),
      { numRuns: 100 },
    );
  });
});
