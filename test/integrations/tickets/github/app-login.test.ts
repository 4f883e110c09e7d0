import { afterEach, describe, expect, it } from '@jest/globals';
import { TrackerError } from '../../../../integrations/tickets/errors.ts';
import { createAppLogin } from '../../../../integrations/tickets/github/app/login.ts';
import { draftOf } from '../../../contract/draft.ts';
import { newKey } from '../../../sandbox/app-jwt.ts';
import { type AppWorld, appWorld, key, pem } from './app-world.ts';
import { type Fixture, serve } from './fixture.ts';

const since = '2027-04-12T00:00:00.000Z';
const open: { close(): Promise<unknown> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function world(): Promise<AppWorld> {
  const made = await appWorld();
  open.push(made.sandbox);
  return made;
}

async function errorOf(work: Promise<unknown>): Promise<TrackerError> {
  const error = await work.catch((e: unknown) => e);
  if (error instanceof TrackerError) return error;
  throw new Error(`expected a TrackerError, found ${error}`);
}

describe('the login as an App', () => {
  it('gets one token for all who ask at once, and none before', async () => {
    const { tickets, exchanges } = await world();
    expect(exchanges()).toBe(0);
    await Promise.all([1, 2, 3].map(() => tickets.changedSince(since)));
    await tickets.changedSince(since);
    expect(exchanges()).toBe(1);
  });

  it('renews the token before it expires, not earlier', async () => {
    const { tickets, exchanges, pass } = await world();
    await tickets.changedSince(since);
    pass(54);
    await tickets.changedSince(since);
    expect(exchanges()).toBe(1);
    pass(2);
    await tickets.changedSince(since);
    expect(exchanges()).toBe(2);
  });

  it('goes on with a token that still holds while no other can be had', async () => {
    const { tickets, exchanges, pass, sandbox } = await world();
    await tickets.changedSince(since);
    sandbox.faults.add({ kind: 'error-before-write', path: 'access_tokens' });
    pass(56);
    await tickets.changedSince(since);
    await tickets.changedSince(since);
    expect(exchanges()).toBe(2);
    pass(5);
    expect((await errorOf(tickets.changedSince(since))).fault).toEqual({ kind: 'unreachable' });
  });

  it('takes a fresh token where one is refused in use, and writes once', async () => {
    const { tickets, exchanges, sandbox } = await world();
    const { ref } = await tickets.ensure(draftOf());
    sandbox.apps.grants.clear();
    await tickets.comment(ref, 'k1', [['A word']], false);
    expect(exchanges()).toBe(2);
    sandbox.apps.grants.clear();
    await Promise.all([1, 2, 3].map(() => tickets.changedSince(since)));
    expect(exchanges()).toBe(3);
    expect(sandbox.writeLog.writes().map((write) => write.kind)).toEqual(['create', 'comment']);
  });

  it('gives up where the fresh one is refused too', async () => {
    const { tickets, exchanges, sandbox } = await world();
    sandbox.faults.add({ kind: 'token-revoked' });
    expect((await errorOf(tickets.changedSince(since))).fault).toEqual({ kind: 'unauthorised' });
    expect(exchanges()).toBe(2);
  });

  it('writes nothing again where the answer to a write is lost', async () => {
    const { tickets, sandbox } = await world();
    const { ref } = await tickets.ensure(draftOf());
    sandbox.faults.add({ kind: 'timeout-after-write', times: 1, path: 'comments' });
    expect((await errorOf(tickets.comment(ref, 'k1', [['A word']], false))).fault.kind).toBe('unreachable');
    expect(sandbox.writeLog.writes().filter((write) => write.kind === 'comment')).toHaveLength(1);
  });

  it.each([-30, -5, 5, 30, 60 * 24])('allows for a clock that is %d minutes off', async (minutes) => {
    const { tickets, clock, exchanges, pass } = await world();
    clock.ours += minutes * 60_000;
    expect(await tickets.changedSince(since)).toEqual([]);
    expect((await tickets.check()).self.login).toBe('acme-dutybound[bot]');
    const before = exchanges();
    pass(50);
    await tickets.changedSince(since);
    expect(exchanges()).toBe(before);
  });

  it.each([-50, 50])('is never refused for a clock that is %d seconds off', async (seconds) => {
    const { options, clock, exchanges } = await world();
    clock.ours += seconds * 1000;
    await createAppLogin(options).token();
    expect(exchanges()).toBe(1);
  });

  it('takes a key in either format, also on one line', async () => {
    const { restart } = await world();
    const pkcs8 = key.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const privateKey of [pkcs8, pem.replaceAll('\n', '\\n'), `${pem}\n`])
      expect(await restart({ privateKey }).changedSince(since)).toEqual([]);
  });

  it('is another host’s neighbour, and never gets its token', async () => {
    const [one, other] = [await world(), await world()];
    const tokens = await Promise.all([one, other].map(({ options }) => createAppLogin(options).token()));
    expect(one.sandbox.apps.grants.has(tokens[0] ?? '')).toBe(true);
    expect(other.sandbox.apps.grants.has(tokens[1] ?? '')).toBe(true);
  });

  it('waits no longer than any call', async () => {
    const { options } = await world();
    const fixture: Fixture = await serve(() => 'hang');
    open.push(fixture);
    const login = createAppLogin({ ...options, api: fixture.url, timeoutMs: 100 });
    expect((await errorOf(login.token())).fault).toEqual({ kind: 'unreachable' });
    expect(fixture.seen).toHaveLength(1);
  });
});

describe('a login as an App that is refused', () => {
  const installationOf = ({ sandbox }: AppWorld) => {
    const [installation] = sandbox.apps.installations;
    if (installation) return installation;
    throw new Error('expected an installation');
  };
  const spoilt: [string, (world: AppWorld) => void, string][] = [
    [
      'suspended',
      (world) => Object.assign(installationOf(world), { suspendedAt: 1 }),
      'Whoever owns the repositories can lift that',
    ],
    [
      'uninstalled',
      (world) => world.sandbox.apps.remove(installationOf(world)),
      'not, or no longer, installed under the number 42',
    ],
    [
      'without that key',
      (world) => Object.assign(installationOf(world).app, { keys: [newKey().publicKey] }),
      'not, or no longer, one of App 9',
    ],
  ];
  it.each(spoilt)('%s is unauthorised and says the next step', async (_, spoil, step) => {
    const made = await world();
    spoil(made);
    const error = await errorOf(made.tickets.check());
    expect(error.fault).toEqual({ kind: 'unauthorised' });
    expect(error.message).toContain(step);
    expect(error.message).toContain('POST /app/installations/42/access_tokens');
  });

  it.each([
    ['nothing', ''],
    ['no key', 'secret-secret-secret-secret-secret-secret-secret'],
    ['a public key', key.publicKey.export({ type: 'spki', format: 'pem' }).toString()],
    ['half a key', pem.slice(0, 400)],
  ])('with %s instead of a key is unauthorised, and shows none of it', async (_, privateKey) => {
    const { restart, exchanges } = await world();
    const error = await errorOf(restart({ privateKey }).check());
    expect(error.fault).toEqual({ kind: 'unauthorised' });
    expect(error.message).toContain('allowed is an RSA key in PEM');
    expect(exchanges()).toBe(0);
    if (privateKey !== '') expect(`${error.message} ${error.stack}`).not.toContain(privateKey.trim().slice(-45, -26));
  });

  it('shows neither token nor JWT, wherever they are repeated', async () => {
    const { options } = await world();
    const granted = { token: 'ghs_planted', expires_at: '2027-04-12T08:00:00Z', permissions: {} };
    const repeat = { message: '' };
    const fixture = await serve(({ url, headers }) => {
      repeat.message = `you sent ${headers.authorization}`;
      return url.endsWith('/access_tokens') ? { status: 201, body: granted } : { status: 422, body: repeat };
    });
    const strict = await serve(({ headers }) => ({ status: 403, body: { message: `no: ${headers.authorization}` } }));
    open.push(fixture, strict);
    const login = createAppLogin({ ...options, api: fixture.url });
    expect(await login.token()).toBe('ghs_planted');
    const refused = await errorOf(createAppLogin({ ...options, api: strict.url }).token());
    expect(refused.message).toContain('no: Bearer ***');
    const own = await errorOf(login.own.call('GET /app', {}, { scope: 'target' }));
    expect(own.message).toContain('you sent Bearer ***');
    expect(own.message).not.toContain('eyJ');
  });
});
