import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { L1, L2, L3, L4 } from '../../config/defaults.ts';
import { parseProgramme } from '../../config/programme.ts';
import { edited, programmeOf, SAMPLE } from './sample.ts';

describe('parseProgramme', () => {
  it('reads a duty, every default filled in', () => {
    expect(programmeOf(SAMPLE).duties).toStrictEqual([
      {
        id: 'access-review',
        kind: 'evidence-request',
        title: 'Access review: production',
        ask: 'Check who can reach production.',
        clauses: ['A.5.18'],
        process: 'access',
        owner: 'sam',
        verifier: 'mara',
        selfVerification: false,
        first: '2027-04-16',
        every: { unit: 'months', n: 3 },
        shift: 'next',
        ladder: 'mine',
        missedGrade: 'minor',
        subjects: [{ id: 'production', title: 'Production', owner: 'priya' }],
        instructions: ['Export users ([how](https://wiki.example.com/aws)).'],
        evidence: [{ id: 'export', text: 'users and roles', file: false, kept: false }],
        tracker: 'main',
      },
    ]);
  });

  it('reads how long records are kept, and where what is found about a process opens', () => {
    const said =
      'retention: { nonconformities: 10 years, holds: [{ record: AR-7K2, because: a lawsuit }] }\nclocks: { minor';
    expect(programmeOf(edited('clocks: { minor', said)).retention).toEqual({
      work: { unit: 'months', n: 72 },
      nonconformities: { unit: 'months', n: 120 },
      holds: [{ record: 'AR-7K2', because: 'a lawsuit' }],
    });
    const own = edited('owner: priya }\npeople', 'owner: priya, tracker: main }\npeople');
    expect(programmeOf(own).processes).toEqual([{ id: 'access', title: 'Access', owner: 'priya', tracker: 'main' }]);
  });

  it('reads everything else', () => {
    const { duties: _, ladders, people, trackers, ...rest } = programmeOf(SAMPLE);
    expect(rest).toStrictEqual({
      authorities: [],
      organisation: 'Example GmbH',
      instance: 'example',
      zone: 'Europe/Berlin',
      calendar: { weekend: [6, 7], country: 'DE', region: 'BE', holidays: ['2027-12-24'], workdays: [] },
      contactHours: { from: '09:00', to: '17:00', everyDay: false },
      pace: { planner: 300_000, gateWait: 60_000, look: 86_400_000 },
      openAtOnce: 50,
      chasesADay: 3,
      processes: [{ id: 'access', title: 'Access', owner: 'priya' }],
      roles: { lead: ['mara'], top: ['elena'] },
      notices: { mail: { smtp: 'smtp://127.0.0.1:2525', from: 'isms@example.com' } },
      clocks: {
        minor: { plan: { unit: 'days', n: 10 }, resolve: { unit: 'days', n: 60 }, extensions: 1 },
        major: { plan: { unit: 'days', n: 7 }, resolve: { unit: 'days', n: 30 }, extensions: 1 },
        repeats: { minors: 3, within: { unit: 'months', n: 12 } },
        verification: { unit: 'days', n: 7 },
        verificationByTop: { unit: 'days', n: 14 },
        effectiveness: { unit: 'days', n: 60 },
        revival: { unit: 'days', n: 14 },
        taskExtensions: 2,
      },
    });
    expect(people.map(({ id }) => id)).toEqual(['mara', 'elena', 'priya', 'sam']);
    expect(people[3]).toStrictEqual({
      id: 'sam',
      name: 'Sam Okoro',
      accounts: { github: 'sam-okoro' },
      manager: 'mara',
      delegate: { to: 'priya', from: '2027-05-01', until: '2027-05-14', powers: ['verify'] },
      channel: 'mail',
    });
    expect(trackers).toStrictEqual([
      {
        id: 'main',
        kind: 'github',
        target: 'example/isms',
        api: 'https://api.github.com',
        login: { how: 'token', token: { env: 'GITHUB_TOKEN' } },
        limits: { perMinute: 80, perHour: 500 },
        sweepEvery: 60_000,
        settle: 60_000,
        allowPublic: false,
      },
    ]);
    expect(ladders).toStrictEqual([
      L1,
      L2,
      L3,
      L4,
      {
        id: 'mine',
        lead: { unit: 'days', n: 10 },
        hardLimit: { unit: 'days', n: 14 },
        rungs: [
          { id: '3-days-before-due', from: 'due', after: { unit: 'days', n: -3 }, to: ['assignee'] },
          { id: 'at-due', from: 'due', after: { unit: 'days', n: 0 }, to: ['assignee', 'manager'] },
        ],
        contactHours: true,
        extensions: true,
        topAtOnce: false,
      },
    ]);
  });

  it('uses ladder L1 where a duty names none', () => {
    expect(programmeOf(edited('    ladder: mine\n', '')).duties[0]?.ladder).toBe('L1');
  });

  it('puts a ladder of the file in place of its namesake', () => {
    const { ladders } = programmeOf(edited('  mine:', '  L2:').replace('ladder: mine', 'ladder: L2'));
    expect(ladders.map(({ id, lead }) => [id, lead.n])).toEqual([
      ['L1', 30],
      ['L2', 10],
      ['L3', 75],
      ['L4', 86_400_000],
    ]);
  });

  it.each([
    ['8.2', 'major'],
    ['9.2.2', 'major'],
    ['[A.5.18, 9.3]', 'major'],
    ['9.1', 'minor'],
    ['A.8.2', 'minor'],
    ['8.3', 'minor'],
  ])('missing a duty of clause %s is %s', (clause, grade) => {
    expect(programmeOf(edited('clause: A.5.18', `clause: ${clause}`)).duties[0]?.missedGrade).toBe(grade);
  });

  it('takes the grade that the duty states', () => {
    const text = edited('clause: A.5.18', 'clause: 9.2\n    missed_grade: minor');
    expect(programmeOf(text).duties[0]?.missedGrade).toBe('minor');
  });

  it('reads an exact interval and the instant it counts from', () => {
    const text = edited('every: 3 months', 'every: PT40S').replace(
      'first: 2027-04-16',
      'first: 2027-04-16T10:00:00+02:00',
    );
    expect(programmeOf(text).duties[0]).toMatchObject({
      every: { unit: 'ms', n: 40_000 },
      first: '2027-04-16T08:00:00.000Z',
    });
  });

  it('allows the owner to verify where the duty says so', () => {
    const text = edited('verifier: mara', 'verifier: sam\n    self_verification: true');
    expect(programmeOf(text).duties[0]).toMatchObject({ verifier: 'sam', selfVerification: true });
  });

  it('allows a role as verifier whose holder may be the owner, if another holds it too', () => {
    const text = edited('top: [elena]', 'top: [elena], checkers: [sam, mara, priya]').replace(
      'verifier: mara',
      'verifier: role:checkers',
    );
    expect(programmeOf(text).duties[0]?.verifier).toBe('role:checkers');
  });

  it('reads the starter: nine duties', () => {
    const text = readFileSync(new URL('../../examples/starter.yaml', import.meta.url), 'utf8');
    expect(parseProgramme(text, 'starter.yaml')).not.toHaveProperty('mistakes');
    expect(programmeOf(text).duties).toHaveLength(9);
  });

  it('reads the example of two trackers', () => {
    const text = readFileSync(new URL('../../examples/two-trackers.yaml', import.meta.url), 'utf8');
    expect(parseProgramme(text, 'two-trackers.yaml')).not.toHaveProperty('mistakes');
    expect(programmeOf(text).trackers.map(({ kind }) => kind)).toEqual(['jira', 'github']);
  });
});
