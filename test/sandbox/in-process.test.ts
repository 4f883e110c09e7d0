import { describe, expect, it } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import { isms, log, open, refusal, repo } from './world.ts';

/** Differs from call to call. */
const OWN = [
  'x-github-request-id',
  'x-ratelimit-remaining',
  'x-ratelimit-used',
  'connection',
  'keep-alive',
  'transfer-encoding',
];

describe('asked without a socket', () => {
  it('answers as it does over one: writings, pages of a list, what is unchanged, what is refused', async () => {
    const sandbox = await open({ maxPageSize: 2 });
    const within = { request: { fetch: sandbox.fetch } };
    const client = (more: object) => new Octokit({ baseUrl: sandbox.apiUrl, auth: 'bot-token', log, ...more });
    const [near, far] = [client(within), client({})];
    const created = await near.issues.create({ ...isms, title: 'ü 1', body: 'x\r\n\u{1F600}', labels: ['isms'] });
    expect([created.status, created.data.title, created.data.body]).toEqual([201, 'ü 1', 'x\r\n\u{1F600}']);
    for (const title of ['2', '3']) await far.issues.create({ ...isms, title });
    await near.reactions.createForIssue({ ...isms, issue_number: 1, content: 'eyes' });

    const bare = ({ status, headers, data, url }: { status: number; headers: object; data: unknown; url: string }) => {
      const kept = Object.entries(headers).filter(([name]) => !OWN.includes(name));
      return { status, headers: Object.fromEntries(kept), data, url };
    };
    const asked = (of: Octokit) => of.issues.listForRepo({ ...isms, state: 'all', per_page: 2 });
    const found = bare(await asked(near));
    expect(found.headers).toMatchObject({ link: expect.stringContaining('page=2'), date: expect.any(String) });
    expect({ ...found, url: '' }).toEqual({ ...bare(await asked(far)), url: '' });

    const first = { ...isms, issue_number: 1 };
    const { headers } = await near.issues.get(first);
    const again = near.issues.get({ ...first, headers: { 'if-none-match': headers.etag ?? '' } });
    expect((await refusal(again)).status).toBe(304);
    expect(await refusal(near.issues.create({ ...isms, title: ' ' }))).toMatchObject({
      status: 422,
      body: { message: 'Validation Failed' },
    });
    expect((await refusal(client({ ...within, auth: 'nobody' }).issues.get(first))).status).toBe(401);
    expect(sandbox.writeLog.writes().filter(({ repo: at }) => at === repo)).toHaveLength(4);
  });
});
