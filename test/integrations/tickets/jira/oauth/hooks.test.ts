import { beforeEach, describe, expect, it } from '@jest/globals';
import { keepHook } from '../../../../../integrations/tickets/jira/oauth/hooks.ts';
import { type AppHooks, openAppHooks } from './app-hooks.ts';

const secret = 'c0ffee'.repeat(6);
const url = `https://isms.example.com/hooks/jira/${secret}`;
const DAY = 24 * 3600 * 1000;
let now: number;
let app: AppHooks;

beforeEach(() => {
  now = Date.UTC(2027, 3, 1);
  app = openAppHooks(() => now);
});

const keep = (project = 'ISMS', at = url) =>
  keepHook(app.client, { url: at, project, now: new Date(now).toISOString() });

describe("an app's webhook", () => {
  it('is registered where it is missing, for changes, deletions, and comments of the project', async () => {
    expect(await keep()).toEqual({ did: 'registered' });
    expect(app.hooks).toMatchObject([{ url, jqlFilter: 'project = ISMS' }]);
    expect(app.hooks[0]?.events).toEqual(
      expect.arrayContaining(['jira:issue_created', 'jira:issue_updated', 'jira:issue_deleted', 'comment_created']),
    );
  });

  it('is left alone while ten days or more are left', async () => {
    await keep();
    now += 20 * DAY;
    expect(await keep()).toEqual({ did: 'nothing', expires: '2027-05-01T00:00:00.000Z' });
    expect(app.asked).toEqual(['GET webhook', 'POST webhook', 'GET webhook']);
  });

  it('is prolonged when fewer are left, so that it never ends', async () => {
    await keep();
    for (let day = 1; day <= 100; day++) {
      now += DAY;
      const { expires = '' } = await keep();
      expect(Date.parse(expires)).toBeGreaterThanOrEqual(now + 10 * DAY);
    }
    expect(app.hooks).toHaveLength(1);
    expect(app.asked.filter((asked) => asked === 'PUT webhook/refresh')).toHaveLength(4);
  });

  it('is registered again where it has ended', async () => {
    await keep();
    app.hooks = [];
    expect(await keep()).toEqual({ did: 'registered' });
  });

  it('takes the place of one at an earlier secret, of which an app may have no second', async () => {
    await keep('ISMS', `https://isms.example.com/hooks/jira/${'old'.repeat(12)}`);
    expect(await keep()).toEqual({ did: 'registered' });
    expect(app.hooks.map((hook) => hook.url)).toEqual([url]);
  });

  it.each([
    ['another project', { jqlFilter: 'project = OPS' }],
    ['more than the project', { jqlFilter: 'project = ISMS OR project = OPS' }],
    ['fewer events', { events: ['comment_created'] }],
  ])('takes the place of one for %s', async (_, changes) => {
    await keep();
    app.hooks = app.hooks.map((hook) => ({ ...hook, ...changes }));
    expect(await keep()).toEqual({ did: 'registered' });
    expect(app.hooks).toMatchObject([{ jqlFilter: 'project = ISMS' }]);
  });

  it('is the same where Jira writes its filter a little differently', async () => {
    await keep();
    app.hooks = app.hooks.map((hook) => ({ ...hook, jqlFilter: 'project="ISMS"' }));
    expect(await keep()).toMatchObject({ did: 'nothing' });
  });

  it('is found on later pages, and twice becomes once', async () => {
    await keep();
    app.hooks = [1, 2, 3, 4, 5].flatMap((id) => app.hooks.map((hook) => ({ ...hook, id })));
    expect(await keep()).toMatchObject({ did: 'nothing' });
    expect(app.hooks).toHaveLength(1);
  });

  it("leaves what is another tracker's, and says so without the secret", async () => {
    const other = `https://isms.example.com/hooks/jira2/${secret}`;
    await keep('OPS', other);
    const error = await keep().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    expect(error).toMatchObject({ name: 'TrackerError', fault: { kind: 'refused', fields: ['webhook'] } });
    expect(String(error)).toContain('use an app of its own for each tracker');
    expect(String(error)).not.toContain(secret);
    expect(app.hooks.map((hook) => hook.url)).toEqual([other]);
  });

  it.each([[[]], [{ values: [{ id: 'x' }], isLast: true }], ['<html>']])(
    'is unknown where Jira answers %j',
    async (answer) => {
      app.client = { call: async () => ({ status: 200, at: '', headers: new Headers(), data: answer }) };
      await expect(keep()).rejects.toMatchObject({ fault: { kind: 'unreachable' } });
    },
  );
});
