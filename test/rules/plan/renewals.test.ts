import { describe, expect, it } from '@jest/globals';
import { L3 } from '../../../config/defaults.ts';
import { calendarOf } from '../../../rules/calendar/working-day.ts';
import { textOf } from '../../../rules/event.ts';
import { expiryOf, owedBy } from '../../../rules/plan/renewals.ts';
import { plan } from '../../../rules/plan.ts';
import type { Programme, Tracker } from '../../../rules/programme.ts';
import { draftWork } from '../../../rules/task/terms.ts';
import { duty, L1, L2, programme } from '../programmes.ts';

const terms = {
  target: 'ISMS',
  api: 'https://example.atlassian.net',
  limits: { perMinute: 1, perHour: 1 },
  sweepEvery: 1,
  settle: 1,
  allowPublic: false,
};
const board: Tracker = {
  ...terms,
  id: 'board',
  kind: 'jira',
  // 2 October 2027 is a Saturday.
  login: { how: 'basic', mail: 'isms@example.com', token: { env: 'JIRA_TOKEN' }, expires: '2027-10-02' },
  type: '10001',
  fields: {},
  status: {},
  resolution: {},
  priority: {},
  quiet: false,
};
const code: Tracker = { ...terms, id: 'code', kind: 'github', login: { how: 'token', token: { file: '/run/token' } } };

function made(trackers: Tracker[], parts: Partial<Programme> = {}): Programme {
  return programme([duty()], { trackers, ladders: [L1, L2, L3], ...parts });
}

function opened(of: Programme, now: string, appliedAt = '2027-01-01T08:00:00.000Z') {
  const applied = new Map(owedBy(of).map(({ id }) => [id, { at: appliedAt, version: 1 }]));
  const { open } = plan(of, calendarOf(of, []), { applied, identities: new Set() }, now);
  return open.filter((o) => o.duty.startsWith('renewal:'));
}

describe('a token whose last day is known', () => {
  it('is renewed in time: it opens 30 days before, and is due on the last working day that it is good for', () => {
    const of = made([code, board]);
    expect(opened(of, '2027-08-31T20:00:00.000Z')).toEqual([]);
    expect(opened(of, '2027-09-01T08:00:00.000Z')).toMatchObject([
      {
        duty: 'renewal:board',
        period: '2027-10-02',
        opens: '2027-08-31T22:00:00.000Z',
        due: { date: '2027-10-01' },
        openedLateBy: 0,
      },
    ]);
    expect(opened(of, '2027-09-01T08:00:00.000Z')[0]).not.toHaveProperty('hardLimit');
  });

  it('is one at once where it ends sooner, and none where it ended before', () => {
    const of = made([board]);
    const late = opened(of, '2027-09-20T08:00:00.000Z', '2027-09-20T08:00:00.000Z');
    expect(late).toMatchObject([{ openedLateBy: 0, due: { date: '2027-10-01' } }]);
    expect(opened(of, '2027-11-01T08:00:00.000Z', '2027-11-01T08:00:00.000Z')).toEqual([]);
  });

  it('is owed again by its new last day', () => {
    const renewed = { ...board, login: { ...board.login, expires: '2028-10-02' } } as Tracker;
    expect(opened(made([renewed]), '2027-10-05T08:00:00.000Z')).toEqual([]);
    expect(opened(made([renewed]), '2028-09-05T08:00:00.000Z')).toMatchObject([{ period: '2028-10-02' }]);
  });

  it('goes to the compliance lead, says where the token is, and asks for the next last day', () => {
    const of = made([code, board]);
    const [occurrence] = opened(of, '2027-09-01T08:00:00.000Z');
    if (!occurrence) throw new Error('nothing opened');
    const org = { programme: of, calendar: calendarOf(of, []), accounts: [], self: {} };
    const planned = draftWork({ key: 'o', occurrence, version: of, org });
    expect(planned).toMatchObject({
      assignee: 'mara',
      terms: {
        title: { text: 'Renew the token of board, 2 Oct 2027' },
        tracker: 'code',
        clauses: ['A.5.17'],
        evidence: [{ id: 'expires', text: { text: 'the last day of the new token' } }],
        ladder: { id: 'L3' },
      },
    });
    const steps = planned.terms.instructions.map(textOf).join('\n');
    expect(steps).toContain('the environment variable JIRA_TOKEN');
    expect(steps).toContain('trackers.board.token_expires');
  });

  it('opens at the management’s tracker, where there is one', () => {
    expect(owedBy(made([code, board], { managementTracker: 'board' })).at(-1)?.tracker).toBe('board');
  });
});

describe('a token without one', () => {
  it('owes nothing', () => {
    expect(expiryOf(code)).toBeUndefined();
    expect(owedBy(made([code]))).toEqual([duty()]);
  });

  it('nor does a login that is no token', () => {
    const ref = { env: 'X' };
    const app: Tracker = { ...code, login: { how: 'app', app: '1', installation: '2', privateKey: ref } };
    const oauth: Tracker = {
      ...board,
      login: {
        how: 'oauth',
        cloud: 'c',
        clientId: 'i',
        clientSecret: ref,
        refreshToken: ref,
        gateway: 'https://a',
        authority: 'https://b',
      },
    };
    expect(owedBy(made([app, oauth]))).toEqual([duty()]);
  });
});
