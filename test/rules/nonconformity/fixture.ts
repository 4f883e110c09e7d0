import { deadlineOn } from '../../../rules/calendar/deadline.ts';
import { type Calendar, calendarOf } from '../../../rules/calendar/working-day.ts';
import type { Organisation } from '../../../rules/organisation.ts';
import type { Ladder, Programme } from '../../../rules/programme.ts';
import type { Deadline, Span } from '../../../rules/time.ts';

export const days = (n: number): Span => ({ unit: 'days', n });
export const seconds = (n: number): Span => ({ unit: 'ms', n: n * 1000 });

const L2: Ladder = {
  id: 'L2',
  lead: days(15),
  rungs: [
    { id: '3-before', from: 'due', after: days(-3), to: ['assignee'] },
    { id: 'at-due', from: 'due', after: days(0), to: ['assignee', 'manager'] },
    { id: '3-after', from: 'due', after: days(3), to: ['lead'] },
    { id: '10-after', from: 'due', after: days(10), to: ['top'] },
  ],
  hardLimit: days(14),
  contactHours: true,
  extensions: true,
  topAtOnce: false,
};

const PEOPLE = {
  priya: ['Priya Nair', 'dana'],
  dana: ['Dana Roth', 'elena'],
  mara: ['Mara Lindt', 'elena'],
  elena: ['Elena Costa', undefined],
  sam: ['Sam Okoro', 'mara'],
  jonas: ['Jonas Weber', 'mara'],
} as const;

/** Priya owns the process, Mara is the lead, Elena top management; Sam does actions, Jonas is impartial. */
export function programme(changes: Partial<Programme> = {}): Programme {
  return {
    organisation: 'Example GmbH',
    instance: 'example',
    url: 'https://isms.example.com',
    zone: 'Europe/Berlin',
    calendar: { weekend: [6, 7], holidays: [], workdays: [] },
    contactHours: { from: '09:00', to: '17:00', everyDay: false },
    pace: { planner: 300_000, gateWait: 60_000, look: 86_400_000 },
    openAtOnce: 50,
    chasesADay: 3,
    processes: [{ id: 'joiners', title: 'joiners and leavers', owner: 'priya' }],
    people: Object.entries(PEOPLE).map(([id, [name, manager]]) => ({
      id,
      name,
      mail: `${id}@example.com`,
      accounts: { github: id },
      ...(manager && { manager }),
      channel: 'mail',
    })),
    roles: { lead: ['mara'], top: ['elena'] },
    trackers: [
      {
        id: 'main',
        kind: 'github',
        target: 'example/isms',
        api: 'https://api.github.com',
        login: { how: 'token', token: { env: 'TOKEN' } },
        settle: 60_000,
        limits: { perMinute: 80, perHour: 500 },
        sweepEvery: 60_000,
        allowPublic: false,
      },
    ],
    notices: { mail: { smtp: 'smtp://127.0.0.1', from: 'isms@example.com' } },
    clocks: {
      minor: { plan: days(14), resolve: days(90), extensions: 1 },
      major: { plan: days(7), resolve: days(30), extensions: 1 },
      repeats: { minors: 3, within: { unit: 'months', n: 12 } },
      verification: days(7),
      verificationByTop: days(14),
      effectiveness: days(60),
      revival: days(14),
      taskExtensions: 2,
    },
    ladders: [L2],
    duties: [],
    ...changes,
  };
}

export function organisation(changes: Partial<Programme> = {}): Organisation {
  const given = programme(changes);
  const calendar: Calendar = calendarOf(given, []);
  const accounts = given.people.map((p) => ({ person: p.id, tracker: 'main', id: `u-${p.id}`, login: p.id }));
  return { programme: given, calendar, accounts, self: { main: { id: 'u-engine', login: 'dutybound' } } };
}

/** The demo's clocks: everything in seconds, contact at any time. */
export function quick(): Organisation {
  const { clocks, ladders } = programme();
  return organisation({
    clocks: {
      ...clocks,
      minor: { plan: seconds(30), resolve: seconds(90), extensions: 1 },
      major: { plan: seconds(20), resolve: seconds(60), extensions: 1 },
      effectiveness: seconds(40),
    },
    ladders: ladders.map((l) => ({ ...l, lead: seconds(20), rungs: [], contactHours: false })),
    contactHours: { from: '00:00', to: '24:00', everyDay: true },
    pace: { planner: 1000, gateWait: 1000, look: 86_400_000 },
  });
}

/** @returns the deadline that ends with a day in Berlin. */
export function endOf(date: string): Deadline {
  return deadlineOn('Europe/Berlin', date);
}

/** @returns the instant of a local time in Berlin's summer (`2027-04-06 09:00`); winter dates need `Z` instants. */
export function summer(text: string): string {
  return new Date(`${text.replace(' ', 'T')}:00+02:00`).toISOString();
}
