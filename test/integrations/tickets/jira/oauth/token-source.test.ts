import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TrackerError } from '../../../../../integrations/tickets/errors.ts';
import {
  createTokenSource,
  type TokenSourceOptions,
} from '../../../../../integrations/tickets/jira/oauth/token-source.ts';
import { holdLock } from '../../../../../workers/servers/lock.ts';
import { type Authority, json, openAuthority } from './authority.ts';

let authority: Authority;
let root: string;
let file: string;
let now: number;

beforeEach(async () => {
  authority = await openAuthority();
  root = mkdtempSync(join(tmpdir(), 'dutybound-oauth-'));
  file = join(root, 'oauth', 'jira.json');
  now = Date.UTC(2027, 3, 12);
});
afterEach(async () => {
  await authority.close();
  rmSync(root, { recursive: true, force: true });
});

function source(changes: Partial<TokenSourceOptions> = {}): () => Promise<string> {
  return createTokenSource({
    id: 'jira',
    clientId: 'client',
    clientSecret: 'client-secret',
    refreshToken: 'refresh-0',
    file,
    tokenUrl: authority.url,
    lock: (path) => holdLock(path, 0),
    now: () => now,
    timeoutMs: 2_000,
    wait: () => new Promise((resolve) => setTimeout(resolve, 5)),
    ...changes,
  });
}

async function failure(work: Promise<unknown>): Promise<TrackerError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof TrackerError)) throw new Error(`no TrackerError: ${String(error)}`);
  for (const secret of ['refresh-', 'access-', 'client-secret']) expect(error.message).not.toContain(secret);
  return error;
}

const sent = () => authority.asked.map((asked) => asked.refresh_token);
const HOUR = 3_600_000;

describe('the tokens of an app', () => {
  it('are asked for once, and again shortly before they end, with the rotated one', async () => {
    const token = source();
    expect(await token()).toBe('access-1');
    now += HOUR - 121_000;
    expect(await token()).toBe('access-1');
    now += 2_000;
    expect(await token()).toBe('access-2');
    expect(authority.asked[0]).toEqual({
      grant_type: 'refresh_token',
      client_id: 'client',
      client_secret: 'client-secret',
      refresh_token: 'refresh-0',
    });
    expect(sent()).toEqual(['refresh-0', 'refresh-1']);
  });

  it('that live for seconds are used for most of that time', async () => {
    authority.life = 10;
    const token = source();
    await token();
    now += 8_900;
    expect(await token()).toBe('access-1');
    now += 200;
    expect(await token()).toBe('access-2');
  });

  it('are still there after a restart', async () => {
    await source()();
    expect(await source()()).toBe('access-1');
    now += HOUR;
    expect(await source()()).toBe('access-2');
    expect(sent()).toEqual(['refresh-0', 'refresh-1']);
  });

  it('are asked for anew where the clock went back before they were given', async () => {
    const token = source();
    await token();
    now -= 2 * HOUR;
    expect(await token()).toBe('access-2');
  });

  it('begin anew where the programme has another refresh token', async () => {
    await source()();
    authority.good = 'another';
    expect(await source({ refreshToken: 'another' })()).toBe('access-2');
    expect(sent()).toEqual(['refresh-0', 'another']);
  });

  it('lie in a file that nobody else can read', async () => {
    await source()();
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(dirname(file)).mode & 0o777).toBe(0o700);
    expect(existsSync(`${file}.next`)).toBe(false);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
      refreshToken: 'refresh-1',
      accessToken: 'access-1',
    });
    expect(readFileSync(file, 'utf8')).not.toContain('client-secret');
  });

  it('are kept privately, also where somebody left a file that all can read', async () => {
    mkdirSync(dirname(file), { mode: 0o700 });
    for (const path of [file, `${file}.next`]) writeFileSync(path, '{"half', { mode: 0o644 });
    authority.next = { isUsed: false, answer: (response) => response.destroy() };
    await failure(source()());
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await source()()).toBe('access-2');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('are not kept in a folder that others can use', async () => {
    mkdirSync(dirname(file), { mode: 0o755 });
    const error = await failure(source()());
    expect(error.fault).toEqual({ kind: 'unauthorised' });
    expect(error.message).toContain(`chmod 700 ${dirname(file)}`);
    expect(authority.asked).toEqual([]);
  });

  it('are not asked for where they could not be written down', async () => {
    await source()();
    now += HOUR;
    mkdirSync(`${file}.next`);
    expect((await failure(source()())).fault).toEqual({ kind: 'unreachable' });
    expect(authority.asked).toHaveLength(1);
    rmSync(`${file}.next`, { recursive: true });
    expect(await source()()).toBe('access-2');
  });

  it('say so where what is kept cannot be read', async () => {
    mkdirSync(file, { recursive: true });
    chmodSync(dirname(file), 0o700);
    const error = await failure(source()());
    expect(error.fault).toEqual({ kind: 'unauthorised' });
    expect(error.message).toContain(`${file}: the kept token cannot be read (EISDIR)`);
  });

  it('that the disk refused just then are used, and written down with the next call', async () => {
    const token = source();
    authority.next = {
      isUsed: true,
      answer: (response) => {
        mkdirSync(`${file}.next`);
        json(response, 200, { access_token: 'access-1', refresh_token: 'refresh-1', expires_in: 3600 });
      },
    };
    expect(await token()).toBe('access-1');
    expect(JSON.parse(readFileSync(file, 'utf8')).refreshToken).toBe('refresh-0');
    rmSync(`${file}.next`, { recursive: true });
    expect(await token()).toBe('access-1');
    now += HOUR;
    expect(await source()()).toBe('access-2');
    expect(sent()).toEqual(['refresh-0', 'refresh-1']);
  });
});

describe('several who ask at once', () => {
  it('in one process ask once', async () => {
    const token = source();
    expect(await Promise.all([token(), token(), token()])).toEqual(['access-1', 'access-1', 'access-1']);
    expect(authority.asked).toHaveLength(1);
  });

  it('beside each other ask once, and take what the first one wrote down', async () => {
    const sources = Array.from({ length: 8 }, () => source());
    expect(new Set(await Promise.all(sources.map((token) => token())))).toEqual(new Set(['access-1']));
    now += HOUR;
    expect(new Set(await Promise.all(sources.map((token) => token())))).toEqual(new Set(['access-2']));
    expect(sent()).toEqual(['refresh-0', 'refresh-1']);
  });

  it('in processes of their own ask once', async () => {
    const path = new URL('./asker.ts', import.meta.url).pathname;
    const ask = () =>
      promisify(execFile)(process.execPath, ['--disable-warning=ExperimentalWarning', path, authority.url, file]);
    const said = await Promise.all([ask(), ask(), ask()]);
    expect(said.map(({ stdout }) => stdout)).toEqual(['access-1', 'access-1', 'access-1']);
    expect(authority.asked).toHaveLength(1);
  });

  it('do not wait for ever for one who holds the lock', async () => {
    mkdirSync(dirname(file), { mode: 0o700 });
    const held = holdLock(`${file}.lock`, 0);
    const error = await failure(source({ wait: async () => {} })());
    expect(error.fault).toEqual({ kind: 'unreachable' });
    expect(error.message).toContain(`${file}.lock`);
    held?.release();
    expect(await source()()).toBe('access-1');
  });

  it('let the next one in after a failure', async () => {
    authority.next = { isUsed: false, answer: (response) => json(response, 500, {}) };
    await failure(source()());
    expect(await source()()).toBe('access-2');
  });
});

describe('a refresh', () => {
  const lost = (isUsed: boolean) => ({ isUsed, answer: (response: { destroy(): void }) => response.destroy() });

  it('whose answer is lost is tried again with the same token', async () => {
    authority.next = lost(false);
    const token = source();
    expect((await failure(token())).fault).toEqual({ kind: 'unreachable' });
    expect(await token()).toBe('access-2');
    expect(sent()).toEqual(['refresh-0', 'refresh-0']);
  });

  it('that is refused afterwards says since when an answer is lost', async () => {
    authority.next = lost(true);
    const token = source();
    await failure(token());
    now += 60_000;
    for (let again = 0; again < 2; again++) {
      const error = await failure(token());
      expect(error.fault).toEqual({ kind: 'unauthorised' });
      expect(error.message).toContain('403 invalid_grant');
      expect(error.message).toContain('authorise the app again');
      expect(error.message).toContain('An answer to a refresh of 2027-04-12T00:00:00.000Z was lost.');
    }
  });

  it('that is refused says what to do, and does not speak of lost answers', async () => {
    authority.good = 'other';
    const token = source();
    for (let again = 0; again < 2; again++) {
      const error = await failure(token());
      expect(error.fault).toEqual({ kind: 'unauthorised' });
      expect(error.message).toContain('authorise the app again');
      expect(error.message).not.toContain('lost');
    }
  });

  it('by another app names its id and secret', async () => {
    authority.next = { isUsed: false, answer: (response) => json(response, 401, { error: 'access_denied' }) };
    const error = await failure(source({ clientSecret: 'wrong' })());
    expect(error.fault).toEqual({ kind: 'unauthorised' });
    expect(error.message).toContain('401 access_denied. Compare the client id and the client secret');
    expect(error.message).not.toContain('wrong');
  });

  it.each<[string, number, unknown, Record<string, string>, object]>([
    ['asks to wait', 429, {}, { 'retry-after': '30' }, { kind: 'rate-limited', until: '2027-04-12T00:00:30.000Z' }],
    ['asks to wait without a time', 429, {}, {}, { kind: 'rate-limited', until: '2027-04-12T00:01:00.000Z' }],
    ['fails', 503, { error: 'refresh-0 client-secret' }, {}, { kind: 'unreachable' }],
    ['gives no token', 200, { expires_in: 1 }, {}, { kind: 'unreachable' }],
    ['gives an empty token', 200, { access_token: '' }, {}, { kind: 'unreachable' }],
    ['gives a token that is no header', 200, { access_token: 'a\nb: c' }, {}, { kind: 'unreachable' }],
    ['gives a token that never lived', 200, { access_token: 'a', expires_in: 0 }, {}, { kind: 'unreachable' }],
    ['refuses in many words', 400, { error: 'the token refresh-0 is bad' }, {}, { kind: 'unauthorised' }],
  ])('of a server that %s', async (_, status, body, headers, fault) => {
    authority.next = { isUsed: false, answer: (response) => json(response, status, body, headers) };
    expect((await failure(source()())).fault).toEqual(fault);
  });

  it('of a server that sends on takes its secrets nowhere else', async () => {
    const elsewhere = await openAuthority();
    authority.next = { isUsed: false, answer: (response) => json(response, 307, {}, { location: elsewhere.url }) };
    expect((await failure(source()())).fault).toEqual({ kind: 'unreachable' });
    expect(elsewhere.asked).toEqual([]);
    await elsewhere.close();
  });

  it('of a server that is not there, or says nothing', async () => {
    expect((await failure(source({ tokenUrl: 'http://127.0.0.1:1/oauth/token' })())).fault).toEqual({
      kind: 'unreachable',
    });
    authority.next = { isUsed: false, answer: () => {} };
    expect((await failure(source({ timeoutMs: 50 })())).fault).toEqual({ kind: 'unreachable' });
  });

  it('without a new refresh token goes on with the old one', async () => {
    authority.next = { isUsed: false, answer: (response) => json(response, 200, { access_token: 'a' }) };
    const token = source();
    expect(await token()).toBe('a');
    now += HOUR;
    expect(await token()).toBe('access-2');
    expect(sent()).toEqual(['refresh-0', 'refresh-0']);
  });
});
