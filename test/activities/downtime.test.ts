import { expect, it } from '@jest/globals';
import { downtimeOf } from '../../activities/status/downtime.ts';
import type { EventQuery, LoggedEvent } from '../../register/log.ts';
import { lackingIn } from '../../rules/stages.ts';
import { planned, view } from '../rules/audit/conduct.ts';
import { at } from '../rules/task/terms.ts';

const gap = (day: string) => ({ from: `2027-04-${day}T08:00:00.000Z`, until: `2027-04-${day}T20:00:00.000Z` });
const inside = (day: string, hour = '12') => `2027-04-${day}T${hour}:00:00.000Z`;

const downtime = (day: string) => ({ stream: 'engine', kind: 'downtime', noticed: gap(day).until, body: gap(day) });
const occurrence = (key: string, opens: string, openedLateBy: number, noticed: string) => ({
  ...{ stream: `occurrence/${key}`, kind: 'planned', noticed },
  body: { occurrence: { opens, openedLateBy } },
});
const task = (key: string, of: string, opens: string, openedLateBy: number, noticed: string) => ({
  ...{ stream: `task/${key}`, kind: 'planned', noticed },
  body: { terms: { origin: { occurrence: of }, opens, openedLateBy } },
});

/** A log of these events, which is read a page at a time. */
function log(...written: object[]) {
  const events = written.map((event, i) => ({ ...event, sequence: i + 1 })) as unknown as LoggedEvent[];
  const asked: EventQuery[] = [];
  return {
    asked,
    events: async (query: EventQuery) => {
      asked.push(query);
      const { kinds = [], stream, after = Number.POSITIVE_INFINITY, limit } = query;
      const found = events.filter((e) => kinds.includes(e.kind) && e.sequence < after);
      return found
        .filter((e) => stream === undefined || e.stream === stream)
        .reverse()
        .slice(0, limit);
    },
  };
}

it('counts what a downtime delayed: occurrences, and later stages of them, the tasks of one stage once', async () => {
  const { until } = gap('12');
  const register = log(
    occurrence('o1', inside('12'), 28_800_000, until),
    task('k1', 'o1', inside('12'), 28_800_000, until),
    task('k2', 'o2', inside('12', '15'), 18_000_000, until),
    task('k3', 'o2', inside('12', '15'), 18_000_000, until),
    occurrence('o3', inside('12'), 0, until),
    task('k4', 'o3', inside('12'), 0, until),
    { ...occurrence('', '', 0, until), stream: 'task/k5', body: { terms: { origin: { nonconformity: 'n1' } } } },
    downtime('12'),
    downtime('14'),
    task('k6', 'o1', inside('14'), 28_800_000, gap('14').until),
  );
  expect(await downtimeOf(register)).toEqual([
    { ...gap('12'), delayed: 2 },
    { ...gap('14'), delayed: 1 },
  ]);
});

it('knows a late stage by what its tasks are drafted with', async () => {
  const [fieldwork] = lackingIn('internal-audit', 'fieldwork', view({ tasks: [planned()], now: at('05-05 08:00') }));
  const absent = { from: at('04-07 09:00'), until: at('05-05 08:00') };
  const register = log(
    { stream: 'task/k1', kind: 'planned', noticed: absent.until, body: { terms: fieldwork?.terms } },
    { stream: 'engine', kind: 'downtime', noticed: absent.until, body: absent },
  );
  expect(await downtimeOf(register)).toEqual([{ ...absent, delayed: 1 }]);
});

it('counts them however much was opened since, and reads no further back than the first gap that is shown', async () => {
  const since = Array.from({ length: 12_345 }, (_, i) => occurrence(`s${i}`, inside('20'), 0, inside('20')));
  const before = Array.from({ length: 5000 }, (_, i) => occurrence(`b${i}`, inside('10'), 0, inside('10')));
  const late = occurrence('o1', inside('12'), 28_800_000, gap('12').until);
  const register = log(...before, late, downtime('12'), ...since);
  expect(await downtimeOf(register)).toEqual([{ ...gap('12'), delayed: 1 }]);
  expect(register.asked).toHaveLength(14);
});

it('was never down before the first gap', async () => {
  expect(await downtimeOf(log(occurrence('o1', inside('12'), 5, inside('12'))))).toEqual([]);
});
