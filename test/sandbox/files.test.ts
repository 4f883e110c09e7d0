import { describe, expect, it } from '@jest/globals';
import { as, isms, open, refusal, repo } from './world.ts';

const bytes = Buffer.from('user,role\nsam,admin\n');

describe('files in a repository', () => {
  it('are read by branch, commit and blob', async () => {
    const sandbox = await open();
    const bot = as(sandbox, 'bot');
    const first = sandbox.act.commitFile('mara', repo, 'evidence/aws users.csv', bytes);
    sandbox.act.commitFile('mara', repo, 'evidence/aws users.csv', Buffer.from('later'));
    expect(first.url).toBe(`${sandbox.url}/example/isms/blob/main/evidence/aws%20users.csv`);
    const read = async (ref?: string) => {
      const { data } = await bot.repos.getContent({ ...isms, path: 'evidence/aws users.csv', ...(ref ? { ref } : {}) });
      return 'content' in data ? { sha: data.sha, text: Buffer.from(data.content, 'base64').toString() } : undefined;
    };
    expect(await read()).toMatchObject({ text: 'later' });
    expect(await read(first.commit)).toEqual({ sha: first.blob, text: bytes.toString() });
    expect(first.blob).toBe('73931f88aaf639704aa68479c2b9011eda6aba26');
    const blob = (await bot.git.getBlob({ ...isms, file_sha: first.blob })).data;
    expect(Buffer.from(blob.content, 'base64')).toEqual(bytes);
    expect((await bot.repos.getContent({ ...isms, path: 'evidence' })).data).toMatchObject([{ type: 'file' }]);
    expect((await bot.repos.getContent({ ...isms, path: '' })).data).toMatchObject([{ type: 'dir', name: 'evidence' }]);
  });

  it('are 404 at another path or ref, and for strangers', async () => {
    const sandbox = await open();
    sandbox.act.commitFile('mara', repo, 'a.txt', bytes);
    const get = (login: string, path: string, ref = 'main') =>
      as(sandbox, login).repos.getContent({ ...isms, path, ref });
    expect((await refusal(get('bot', 'b.txt'))).status).toBe(404);
    expect((await refusal(get('bot', 'a.txt', 'other'))).status).toBe(404);
    expect((await refusal(get('eve', 'a.txt'))).status).toBe(404);
    expect(() => sandbox.act.commitFile('sam', repo, 'b.txt', bytes)).toThrow('this needs push');
  });

  it('leave their content out over a megabyte', async () => {
    const sandbox = await open();
    sandbox.act.commitFile('mara', repo, 'big.bin', Buffer.alloc(1_048_577));
    const { data } = await as(sandbox, 'bot').repos.getContent({ ...isms, path: 'big.bin' });
    expect(data).toMatchObject({ encoding: 'none', content: '', size: 1_048_577 });
  });

  it('are committed through the API by who can push', async () => {
    const sandbox = await open();
    const put = (login: string) =>
      as(sandbox, login).repos.createOrUpdateFileContents({ ...isms, path: 'a.txt', message: 'm', content: 'eA==' });
    expect([(await put('bot')).status, (await put('bot')).status]).toEqual([201, 200]);
    expect((await refusal(put('sam'))).status).toBe(403);
  });
});

describe('files dragged into a comment', () => {
  it('leave a link that people can open and tokens cannot', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', repo, { title: 'x' });
    const { files } = sandbox.act.attach('sam', repo, 1, 'aws users.csv', bytes, 'Here it is');
    const url = files[0] ?? '';
    expect(url).toMatch(/\/user-attachments\/files\/\d+\/aws\.users\.csv$/);
    const { data } = await as(sandbox, 'bot').issues.listComments({ ...isms, issue_number: 1 });
    expect(data[0]?.body).toBe(`Here it is\n\n[aws users.csv](${url})`);
    const open_ = async (headers: Record<string, string>) => fetch(url, { headers });
    const seen = await open_({ cookie: 'sandbox_person=sam' });
    expect(Buffer.from(await seen.arrayBuffer())).toEqual(bytes);
    expect((await open_({ authorization: 'Bearer sam-token' })).status).toBe(404);
    expect((await open_({ authorization: 'Bearer sam-token', cookie: 'sandbox_person=sam' })).status).toBe(404);
    expect((await open_({ cookie: 'sandbox_person=eve' })).status).toBe(404);
    expect((await open_({})).status).toBe(404);
  });

  it('are assets if they are images, a PNG with its size', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', repo, { title: 'x' });
    const png = Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), Buffer.alloc(16)]);
    png.writeUInt32BE(640, 16);
    png.writeUInt32BE(480, 20);
    sandbox.act.attach('sam', repo, 1, 'shot.png', png);
    sandbox.act.attach('sam', repo, 1, 'shot.jpg', bytes);
    const { data } = await as(sandbox, 'bot').issues.listComments({ ...isms, issue_number: 1 });
    expect(data[0]?.body).toMatch(
      /^<img width="640" height="480" alt="shot.png" src="http:.*\/user-attachments\/assets\/[0-9a-f-]{36}" \/>$/,
    );
    expect(data[1]?.body).toMatch(/^!\[shot.jpg\]\(http:.*\/user-attachments\/assets\/[0-9a-f-]{36}\)$/);
  });

  it('are refused over 25 MB', async () => {
    const sandbox = await open();
    sandbox.act.createIssue('mara', repo, { title: 'x' });
    const attach = (size: number) => sandbox.act.attach('sam', repo, 1, 'big.zip', Buffer.alloc(size));
    expect(() => attach(25 * 1024 * 1024 + 1)).toThrow('allowed are 26214400');
    expect(attach(25 * 1024 * 1024).files).toHaveLength(1);
  });
});
