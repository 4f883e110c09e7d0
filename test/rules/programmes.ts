import type { Duty, Ladder, Programme, Rung } from '../../rules/programme.ts';
import type { Span } from '../../rules/time.ts';

export const days = (n: number) => ({ unit: 'days', n }) as const satisfies Span;
export const months = (n: number) => ({ unit: 'months', n }) as const satisfies Span;
export const ms = (n: number): Span => ({ unit: 'ms', n });

const rung = (id: string, n: number, ...to: Rung['to']): Rung => ({ id, from: 'due', after: days(n), to });

export const L1: Ladder = {
  id: 'L1',
  lead: days(30),
  rungs: [
    rung('before', -14, 'assignee'),
    rung('due', 0, 'assignee', 'manager'),
    rung('late', 7, 'lead'),
    { ...rung('top', 21, 'top'), repeat: days(7) },
  ],
  hardLimit: days(28),
  contactHours: true,
  extensions: true,
  topAtOnce: false,
};

export const L2: Ladder = {
  ...L1,
  id: 'L2',
  lead: days(15),
  rungs: [
    rung('before', -3, 'assignee'),
    rung('due', 0, 'assignee', 'manager'),
    rung('late', 3, 'lead'),
    rung('top', 10, 'top'),
  ],
  hardLimit: days(14),
};

export function duty(parts: Partial<Duty> = {}): Duty {
  return {
    id: 'access-review',
    kind: 'review',
    title: 'Access review',
    ask: 'Check who can reach production.',
    clauses: ['A.5.18'],
    process: 'access',
    owner: 'sam',
    verifier: 'mara',
    selfVerification: false,
    first: '2027-04-16',
    every: months(3),
    shift: 'next',
    ladder: 'L2',
    missedGrade: 'minor',
    subjects: [],
    instructions: [],
    evidence: [
      { id: 'export', text: 'users and roles', file: true, kept: true },
      { id: 'removals', text: 'proof', file: false, kept: false },
    ],
    tracker: 'github',
    ...parts,
  };
}

/** A programme with these duties, in Berlin, from Monday to Friday. */
export function programme(duties: Duty[], parts: Partial<Programme> = {}): Programme {
  return {
    organisation: 'Example GmbH',
    instance: 'example',
    zone: 'Europe/Berlin',
    calendar: { weekend: [6, 7], holidays: [], workdays: [] },
    contactHours: { from: '09:00', to: '17:00', everyDay: false },
    pace: { planner: 300_000, gateWait: 60_000, look: 86_400_000 },
    openAtOnce: 50,
    chasesADay: 3,
    processes: [{ id: 'access', title: 'Access', owner: 'mara' }],
    people: ['sam', 'mara', 'elena'].map((id) => ({
      id,
      name: id,
      accounts: { github: id },
      channel: 'mail' as const,
    })),
    roles: { lead: ['mara'], top: ['elena'] },
    trackers: [],
    notices: {},
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
    ladders: [L1, L2],
    duties,
    ...parts,
  };
}
