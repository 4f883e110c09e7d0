import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { plusMonths } from '../../../rules/calendar/local-day.ts';
import { calendarOf } from '../../../rules/calendar/working-day.ts';
import { identityOf } from '../../../rules/keys.ts';
import type { PlannedOccurrence } from '../../../rules/occurrence.ts';
import { plan, planUntil } from '../../../rules/plan.ts';
import type { Duty, Programme } from '../../../rules/programme.ts';
import { type Instant, plusMs } from '../../../rules/time.ts';
import { days, duty, months, programme } from '../programmes.ts';

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 1, 7);
const at = (hours: number): Instant => plusMs(new Date(START).toISOString(), hours * 3_600_000);

const date = fc.integer({ min: 0, max: 900 }).map((n) => new Date(START + n * DAY).toISOString().slice(0, 10));
const zone = fc.constantFrom('Europe/Berlin', 'America/Santiago', 'Asia/Beirut', 'Pacific/Auckland');
const duties = fc.array(
  fc.record({
    first: date,
    every: fc.oneof(fc.integer({ min: 1, max: 14 }).map(months), fc.integer({ min: 5, max: 200 }).map(days)),
    shift: fc.constantFrom('next' as const, 'previous' as const, 'none' as const),
    ladder: fc.constantFrom('L1', 'L2'),
    lead: fc.integer({ min: 0, max: 60 }).map(days),
    subjects: fc.subarray(['aws', 'gcp']).map((ids) => ids.map((id) => ({ id, title: id }))),
  }),
  { minLength: 1, maxLength: 3 },
);
/** Every form in which a duty may say when it is owed; those after the first may be tied to it. */
const forms = fc.oneof(
  fc.integer({ min: 1, max: 14 }).map((n): Partial<Duty> => ({ every: months(n) })),
  fc
    .constantFrom('FREQ=MONTHLY;BYDAY=2TU', 'FREQ=MONTHLY;BYMONTHDAY=31', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=MO,FR')
    .map((rule): Partial<Duty> => ({ every: { rule } })),
  fc
    .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 5, max: 14 }), date)
    .map(([a, b, until]): Partial<Duty> => ({ every: [{ each: months(a), until }, { each: months(b) }] })),
  fc.integer({ min: 1, max: 90 }).map((n): Partial<Duty> => ({ before: { duty: 'duty-0', by: days(n) } })),
);
const formed = fc.tuple(duties, fc.array(forms, { minLength: 3, maxLength: 3 }), zone).map(([made, ways, inZone]) =>
  programme(
    made.map((parts, i) => inForm(duty({ ...parts, id: `duty-${i}` }), i === 0 ? {} : (ways[i] ?? {}))),
    { zone: inZone },
  ),
);

/** What is tied has no dates of its own. */
function inForm({ first, every, ...rest }: Duty, way: Partial<Duty>): Duty {
  if (way.before) return { ...rest, before: way.before };
  return { ...rest, ...(first !== undefined && { first }), ...(every && { every }), ...way };
}

const programmes = fc.tuple(duties, zone, fc.array(date, { maxLength: 20 })).map(([made, inZone, holidays]) =>
  programme(
    made.map((parts, i) => duty({ ...parts, id: `duty-${i}` })),
    { zone: inZone, calendar: { weekend: [6, 7], holidays, workdays: [] } },
  ),
);
/** Hours from one tick to the next: mostly a few, at times months. */
const gaps = fc.array(
  fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 1, max: 60 }) }, fc.integer({ min: 60, max: 4000 })),
  {
    minLength: 5,
    maxLength: 40,
  },
);

interface Run {
  opened: { occurrence: PlannedOccurrence; tick: Instant }[];
  last: Instant;
}

function run(made: Programme, ticks: Instant[], identities = new Set<string>()): Run {
  const calendar = calendarOf(made, []);
  const applied = new Map(made.duties.map(({ id }) => [id, { at: at(0), version: 1 }]));
  const opened = ticks.flatMap((tick) => {
    const { open } = plan(made, calendar, { applied, identities }, tick);
    expect(plan(made, calendar, { applied, identities }, tick).open).toEqual(open);
    for (const occurrence of open) identities.add(identityOf(occurrence));
    return open.map((occurrence) => ({ occurrence, tick }));
  });
  return { opened, last: ticks.at(-1) ?? at(0) };
}

function ticksOf(between: number[]): Instant[] {
  let hours = 0;
  return between.map((gap) => {
    hours += gap;
    return at(hours);
  });
}

describe('over any programme and any downtimes', () => {
  it('each nominal date is planned exactly once, none earlier than the application, none forgotten', () => {
    fc.assert(
      fc.property(programmes, gaps, (made, between) => {
        const { opened, last } = run(made, ticksOf(between));
        const names = opened.map(({ occurrence }) => identityOf(occurrence));
        expect(new Set(names).size).toBe(names.length);
        for (const { id, first = '', every, subjects, lead } of made.duties) {
          if (!every || !('unit' in every)) throw new Error('made with intervals only');
          const own = opened.filter(({ occurrence }) => occurrence.duty === id);
          const periods = new Set(own.map(({ occurrence }) => occurrence.period));
          expect(own).toHaveLength(periods.size * Math.max(1, subjects.length));
          for (let k = 0; k < 400; k++) {
            const step = k * every.n;
            const nominal =
              every.unit === 'months'
                ? plusMonths(first, step)
                : new Date(Date.parse(first) + step * DAY).toISOString().slice(0, 10);
            const opensBy = Date.parse(nominal) - (lead?.n ?? 0) * DAY;
            if (nominal < at(0).slice(0, 10)) expect(periods.has(nominal)).toBe(false);
            else if (opensBy + 40 * DAY < Date.parse(last)) expect(periods.has(nominal)).toBe(true);
            else if (opensBy - 40 * DAY > Date.parse(last)) expect(periods.has(nominal)).toBe(false);
          }
        }
      }),
      { numRuns: 40 },
    );
  });

  it('opens lies before due and due before the hard limit, and nobody gets less time because the engine was late', () => {
    fc.assert(
      fc.property(fc.oneof(programmes, formed), gaps, (made, between) => {
        for (const { occurrence, tick } of run(made, ticksOf(between)).opened) {
          const { opens, due, hardLimit, openedLateBy } = occurrence;
          expect(opens < due.at).toBe(true);
          expect(due.at < (hardLimit?.at ?? '')).toBe(true);
          expect(opens <= tick && tick < due.at).toBe(true);
          if (openedLateBy > 0) expect(plusMs(opens, openedLateBy)).toBe(tick);
        }
      }),
      { numRuns: 40 },
    );
  });

  it('a preview names what an engine that is never down then opens', () => {
    fc.assert(
      fc.property(fc.oneof(programmes, formed), fc.integer({ min: 24, max: 12_000 }), (made, hours) => {
        const applied = new Map(made.duties.map(({ id }) => [id, { at: at(0), version: 1 }]));
        const preview = planUntil(made, calendarOf(made, []), { applied, identities: new Set() }, at(0), at(hours));
        const ticks = [...new Set([at(0), ...preview.map(({ opens }) => opens)])]
          .filter((tick) => tick >= at(0))
          .sort();
        const { opened } = run(made, ticks);
        const byName = (list: PlannedOccurrence[]) => new Map(list.map((o) => [identityOf(o), o]));
        expect(byName(opened.map(({ occurrence }) => occurrence))).toEqual(byName(preview));
      }),
      { numRuns: 40 },
    );
  });

  it('another form of the same duty opens no date twice, and goes on where the former one stood', () => {
    fc.assert(
      fc.property(formed, forms, gaps, (made, way, between) => {
        const ticks = ticksOf(between);
        const known = new Set<string>();
        const half = Math.ceil(ticks.length / 2);
        const before = run(made, ticks.slice(0, half), known).opened;
        const [first, ...others] = made.duties;
        const changed = {
          ...made,
          duties: first ? [first, ...others.map((d) => inForm({ first: '2026-02-01', ...d }, way))] : [],
        };
        const after = run(changed, ticks.slice(half), known).opened;
        const names = [...before, ...after].map(({ occurrence }) => identityOf(occurrence));
        expect(new Set(names).size).toBe(names.length);
      }),
      { numRuns: 40 },
    );
  });
});
