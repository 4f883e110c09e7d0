import { describe, expect, it } from '@jest/globals';
import { TrackerError } from '../../integrations/tickets/errors.ts';
import type { JiraTracker, Tracker } from '../../rules/programme.ts';
import { careForHooks } from '../../workers/hook-care.ts';
import { hookCareOf } from '../../workers/jira-tracker.ts';
import { programme } from '../rules/programmes.ts';

const secret = { env: 'SECRET' };
const app: JiraTracker = {
  id: 'board',
  kind: 'jira',
  target: 'ISMS',
  api: 'https://example.atlassian.net',
  login: {
    how: 'oauth',
    cloud: 'c',
    clientId: 'i',
    clientSecret: secret,
    refreshToken: secret,
    gateway: 'https://api.example',
    authority: 'https://auth.example',
    intake: 'https://hooks.example',
  },
  webhook: { secret },
  type: '1',
  fields: {},
  status: {},
  resolution: {},
  priority: {},
  quiet: false,
  limits: { perMinute: 1, perHour: 1 },
  sweepEvery: 1000,
  settle: 1000,
  allowPublic: false,
};
const around = { env: { SECRET: 'long enough to be one' }, now: Date.now, folder: '/nowhere' };

function registerWith(...trackers: Tracker[]) {
  const kept = { version: 1, programme: { programme: programme([], { trackers }), applied: {} } };
  return { latestProgramme: async () => kept as never };
}

describe('webhooks that a tracker lets run out', () => {
  it('are looked after one by one: one that fails hides no other, and nothing is said where nothing was done', async () => {
    const said: [string, unknown][] = [];
    const log = (message: string, fields?: Record<string, unknown>) => void said.push([message, fields?.tracker]);
    const fault = new TrackerError('no answer', { kind: 'unreachable' });
    const outcomes: Record<string, () => Promise<{ did: 'nothing' | 'refreshed' }>> = {
      first: () => Promise.reject(fault),
      second: async () => ({ did: 'refreshed' }),
      third: async () => ({ did: 'nothing' }),
    };
    const register = registerWith(...Object.keys(outcomes).map((id) => ({ ...app, id })));
    await careForHooks(register, around, log, ({ id }) => outcomes[id]);
    expect(said).toEqual([
      ['webhook could not be looked after', 'first'],
      ['webhook refreshed', 'second'],
    ]);
  });

  it('are an app’s with an address and a secret alone', () => {
    const { intake: _, ...unreachable } = app.login as Extract<JiraTracker['login'], { how: 'oauth' }>;
    const { webhook: __, ...silent } = app;
    expect(hookCareOf(app, around)).toBeInstanceOf(Function);
    expect(hookCareOf({ ...app, login: unreachable }, around)).toBeUndefined();
    expect(hookCareOf(silent, around)).toBeUndefined();
    expect(hookCareOf({ ...app, login: { how: 'bearer', token: secret } }, around)).toBeUndefined();
  });

  it('without a data folder are an error that says what is missing', () => {
    const { folder: _, ...nowhere } = around;
    expect(() => hookCareOf(app, nowhere)).toThrow(/trackers\.board: .*data folder.*--data/);
  });
});
