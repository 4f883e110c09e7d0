import { expect, it } from '@jest/globals';
import { late } from '../../activities/tables/ledger.ts';
import type { Register } from '../../register/register.ts';
import { organisation } from '../rules/task/people.ts';
import { at, endOf, terms } from '../rules/task/terms.ts';

const occurrence = {
  duty: 'access-review',
  kind: 'evidence-request',
  period: '2027-04-16',
  periodName: '2027 Q2',
  cause: 'interval',
  version: 1,
  due: endOf('04-16'),
  hardLimit: endOf('04-30'),
  state: 'open',
  missed: { at: endOf('04-30').at },
  openedLateBy: 0,
};
const task = (key: string, parts: object, of: object = {}) => ({
  key,
  state: {
    ...{ terms: terms({ key, display: key, ...of }), stage: 'open', assignee: 'sam', due: endOf('04-16') },
    ...{ extended: [], rungs: [], thread: { handled: [], heard: [] }, given: [], ...parts },
  },
});
const chased = (key: string, on: string, of: 'task' | 'verification', ...to: string[]) => ({
  ...{ stream: `task/${key}`, kind: 'chased', actor: 'engine', at: at(on), sequence: 1 },
  body: { of, rung: 'x', to, skipped: [] },
});
const tasks = [
  task('work', {
    extended: [{ by: 'mara', at: at('04-14 10:00'), from: endOf('04-16'), to: endOf('04-23') }],
  }),
  task('part', {}, { partOf: 'work' }),
];
const found = (display: string, of: string, cause: string) => ({
  key: display,
  state: {
    terms: { display, source: { kind: 'missed', task: { key: of } } },
    steps: { cause: { text: { text: cause } } },
  },
});
const rows: Record<string, object[]> = {
  occurrence: [{ key: 'o7', state: occurrence }],
  task: tasks,
  nonconformity: [found('NC-1', 'part', 'nobody had the time'), found('NC-2', 'another', 'x')],
};
/** Of a task that was brought back, whose state has forgotten its rungs. */
const events = [
  chased('work', '04-26 09:00', 'task', 'mara'),
  chased('part', '04-20 09:00', 'task', 'priya'),
  chased('work', '04-13 09:00', 'task'),
  chased('work', '04-16 09:00', 'task', 'sam'),
  chased('work', '04-18 09:00', 'verification', 'jonas'),
  chased('other', '04-18 09:00', 'task', 'ken'),
];
const log = {
  events: async ({ kinds = [] }: { kinds?: string[] }) => events.filter(({ kind }) => kinds.includes(kind)),
};
const register = { ...log, loadRows: async (table: string) => rows[table] } as unknown as Register;

it('what was late is told with who was chased when, later dates, and what followed from any of its tasks', async () => {
  const now = at('05-10 10:00');
  expect(await late.rows({ register, org: organisation(), now })).toMatchObject([
    {
      state: 'missed',
      nonconformity: 'NC-1',
      root_cause: 'nobody had the time',
      chased: `${at('04-16 09:00')} sam; ${at('04-26 09:00')} mara`,
      reminders: 2,
      extended: '2027-04-16 to 2027-04-23, approved by mara',
    },
  ]);
});

it('what is open counts as late once it is', async () => {
  const { missed: _, ...open } = occurrence;
  const of = {
    ...log,
    loadRows: async (table: string) => (table === 'occurrence' ? [{ key: 'o7', state: open }] : rows[table]),
  };
  const states = async (now: string) =>
    (await late.rows({ register: of as unknown as Register, org: organisation(), now })).map(({ state }) => state);
  expect(await states(at('04-10 10:00'))).toEqual([]);
  expect(await states(at('04-19 10:00'))).toHaveLength(1);
});
