import { request } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { as, isms, open, refusal, repo } from './world.ts';

describe('answers', () => {
  it('carry the sandbox clock, a request id and the rate limit', async () => {
    const sandbox = await open();
    const bot = as(sandbox, 'bot');
    const { headers } = await bot.repos.get(isms);
    expect(headers.date).toBe('Mon, 12 Apr 2027 09:00:00 GMT');
    expect(headers['x-github-request-id']).toMatch(/^[0-9A-F]{24}$/);
    expect(headers['x-ratelimit-remaining']).toBe('4999');
    const { data } = await bot.rateLimit.get();
    expect(data.rate).toMatchObject({ limit: 5000, used: 2, reset: Date.UTC(2027, 3, 12, 10) / 1000 });
    sandbox.clock.advance(3_600_000);
    expect((await bot.rateLimit.get()).data.rate.used).toBe(1);
  });

  it('are 304 while nothing changed', async () => {
    const sandbox = await open();
    const bot = as(sandbox, 'bot');
    sandbox.act.createIssue('mara', repo, { title: 'x' });
    const get = (etag: string) => bot.issues.get({ ...isms, issue_number: 1, headers: { 'if-none-match': etag } });
    const { headers } = await get('');
    expect((await refusal(get(headers.etag ?? ''))).status).toBe(304);
    sandbox.act.comment('sam', repo, 1, 'hello');
    expect((await get(headers.etag ?? '')).status).toBe(200);
  });

  it('are 400 for a body that is no JSON, and 403 for other hosts and sites', async () => {
    const sandbox = await open();
    const post = (headers: Record<string, string>) =>
      fetch(`${sandbox.apiUrl}/repos/example/isms/issues`, {
        method: 'POST',
        body: '{',
        headers: { authorization: 'Bearer bot-token', ...headers },
      });
    expect((await post({})).status).toBe(400);
    expect((await post({ origin: 'https://evil.example' })).status).toBe(403);
    const rebound = await new Promise<number | undefined>((resolve, reject) => {
      request(sandbox.url, { headers: { host: 'evil.example' }, agent: false }, (answer) =>
        resolve(answer.resume().statusCode),
      )
        .on('error', reject)
        .end();
    });
    expect(rebound).toBe(403);
  });

  it('are 413 for a body over a megabyte', async () => {
    const sandbox = await open();
    const big = as(sandbox, 'bot').issues.create({ ...isms, title: 'x', body: 'x'.repeat(1_100_000) });
    expect((await refusal(big)).status).toBe(413);
  });
});

describe('clock', () => {
  it('can be set and moved', async () => {
    const { clock } = await open();
    clock.set(Date.UTC(2028, 0, 1));
    clock.advance(1000);
    expect(new Date(clock.now()).toISOString()).toBe('2028-01-01T00:00:01.000Z');
  });
});

describe('starting', () => {
  it('is refused with names that do not fit', async () => {
    await expect(open({ repositories: [{ name: 'isms' }] })).rejects.toThrow('allowed is "owner/name"');
    const people = [{ login: 'sam', access: { 'example/none': 'read' as const } }];
    await expect(open({ people })).rejects.toThrow('allowed are example/isms, example/shop');
  });

  it('is refused on a port that is taken', async () => {
    const { url } = await open();
    await expect(open({ port: Number(new URL(url).port) })).rejects.toThrow('EADDRINUSE');
  });
});
