import { describe, expect, it } from '@jest/globals';
import { seededChance } from '../../sandbox/faults/chance.ts';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { as, isms, open, refusal, repo } from './world.ts';

const draft = { ...isms, title: 'x' };

const arrivals = (sandbox: Sandbox) => sandbox.writeLog.calls().reduce((sum, { count }) => sum + count, 0);

describe('around a write', () => {
  it.each([
    ['timeout-after-write', 0, 1],
    ['timeout-before-write', 0, 0],
    ['error-after-write', 502, 1],
    ['error-before-write', 502, 0],
  ] as const)('%s', async (kind, wanted, written) => {
    const sandbox = await open();
    const bot = as(sandbox, 'bot');
    sandbox.faults.add({ kind, times: 1 });
    expect((await bot.issues.listForRepo(isms)).status).toBe(200);
    expect((await refusal(bot.issues.create(draft))).status).toBe(wanted);
    expect((await bot.issues.listForRepo(isms)).data).toHaveLength(written);
    const answered = kind === 'error-after-write';
    expect(sandbox.writeLog.writes()).toMatchObject(written ? [{ kind: 'create', number: 1, answered }] : []);
    expect((await bot.issues.create(draft)).status).toBe(201);
  });

  it('hang holds the answer back, and a client that gives up does not undo the write', async () => {
    const sandbox = await open();
    sandbox.faults.add({ kind: 'hang', ms: 30, times: 1 });
    const bot = as(sandbox, 'bot');
    expect((await bot.issues.create(draft)).status).toBe(201);
    sandbox.faults.add({ kind: 'hang', ms: 3_000, times: 1 });
    const patience = new AbortController();
    const seen = arrivals(sandbox);
    const call = bot.issues.create({ ...draft, request: { signal: patience.signal } });
    while (arrivals(sandbox) === seen) await new Promise((done) => setTimeout(done, 1));
    patience.abort();
    await expect(call).rejects.toThrow();
    while (sandbox.writeLog.writes().length < 2) await new Promise((done) => setTimeout(done, 1));
    expect(sandbox.writeLog.writes()).toHaveLength(2);
  });

  it('hang does not keep the sandbox from closing', async () => {
    const sandbox = await open();
    sandbox.faults.add({ kind: 'hang', ms: 600_000 });
    const call = refusal(as(sandbox, 'bot').issues.create(draft));
    while (sandbox.writeLog.calls().length === 0) await new Promise((done) => setTimeout(done, 1));
    await sandbox.close();
    expect((await call).status).toBe(0);
    expect(sandbox.writeLog.writes()).toEqual([]);
  });
});

describe('limits', () => {
  it('429 carries Retry-After', async () => {
    const sandbox = await open();
    sandbox.faults.add({ kind: 'too-many-requests', retryAfter: 7, times: 1 });
    const { status, headers } = await refusal(as(sandbox, 'bot').issues.create(draft));
    expect([status, headers['retry-after']]).toEqual([429, '7']);
    expect((await as(sandbox, 'bot').issues.create(draft)).status).toBe(201);
  });

  it('the primary one says when it resets', async () => {
    const sandbox = await open();
    sandbox.faults.add({ kind: 'primary-limit', retryAfter: 120 });
    const { status, headers } = await refusal(as(sandbox, 'bot').issues.create(draft));
    expect([status, headers['x-ratelimit-remaining']]).toEqual([403, '0']);
    expect(Number(headers['x-ratelimit-reset'])).toBe(Math.ceil(sandbox.clock.now() / 1000) + 120);
  });

  it('the secondary one carries retry-after', async () => {
    const sandbox = await open();
    sandbox.faults.add({ kind: 'secondary-limit' });
    const { status, headers, body } = await refusal(as(sandbox, 'bot').issues.create(draft));
    expect([status, headers['retry-after']]).toEqual([403, '60']);
    expect(body.message).toContain('secondary rate limit');
  });
});

describe('where and when', () => {
  it('unreachable until lifted', async () => {
    const sandbox = await open();
    const bot = as(sandbox, 'bot');
    const id = sandbox.faults.add({ kind: 'unreachable' });
    expect((await refusal(bot.issues.listForRepo(isms))).status).toBe(0);
    expect((await refusal(bot.request('GET /nowhere'))).status).toBe(0);
    sandbox.faults.lift(id);
    expect((await bot.issues.listForRepo(isms)).status).toBe(200);
    expect(sandbox.faults.lift(id)).toBe(false);
  });

  it('only for the method, path, person and repository that are named', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', repo, { title: 'x' });
    sandbox.faults.add({
      kind: 'error-before-write',
      status: 503,
      method: 'POST',
      path: '/comments$',
      login: 'bot',
      repository: repo,
    });
    const comment = (login: string) => as(sandbox, login).issues.createComment({ ...isms, issue_number: 1, body: 'x' });
    expect((await refusal(comment('bot'))).status).toBe(503);
    expect((await comment('sam')).status).toBe(201);
    expect((await as(sandbox, 'bot').issues.create(draft)).status).toBe(201);
    expect(sandbox.faults.list()).toMatchObject([{ taken: 1 }]);
    sandbox.faults.clear();
    expect((await comment('bot')).status).toBe(201);
  });

  it('at random, but the same for the same seed', async () => {
    const run = async (seed: number) => {
      const { faults } = await open();
      faults.add({ kind: 'hook-lost', probability: 0.5, seed });
      return Array.from({ length: 32 }, () => (faults.take('hook-lost', {}) ? 1 : 0)).join('');
    };
    expect(await run(7)).toBe(await run(7));
    expect(await run(7)).not.toBe(await run(8));
    const chance = seededChance(1);
    const mean = Array.from({ length: 1000 }, chance).reduce((sum, value) => sum + value, 0) / 1000;
    expect(mean).toBeCloseTo(0.5, 1);
  });

  it('refuses a path that is no regular expression', async () => {
    const { faults } = await open();
    expect(() => faults.add({ kind: 'hang', path: '(' })).toThrow(SyntaxError);
    expect(faults.list()).toEqual([]);
  });
});
