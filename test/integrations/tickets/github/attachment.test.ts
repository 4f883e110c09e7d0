import { afterEach, describe, expect, it } from '@jest/globals';
import { retrievable } from '../../../../integrations/tickets/github/attachment.ts';
import { createGitHubTickets } from '../../../../integrations/tickets/github/tickets.ts';
import { type Fixture, serve } from './fixture.ts';

const web = 'https://github.com';
const ref = { tracker: 'github', id: '1', number: '#1', url: `${web}/example/isms/issues/1` };
const open: Fixture[] = [];

afterEach(async () => {
  for (const fixture of open.splice(0)) await fixture.close();
});

async function against(status: number, body: string, headers: Record<string, string> = {}) {
  const fixture = await serve(() => ({ status, body, headers }));
  open.push(fixture);
  const options = { id: 'github', api: fixture.url, target: 'example/isms', token: () => 't', now: () => 0 };
  return { fixture, tickets: createGitHubTickets(options) };
}

describe('what can be fetched', () => {
  it.each([
    [`${web}/example/isms/blob/main/evidence/a.csv`, 'example/isms@main:evidence/a.csv'],
    [`${web}/example/other/raw/3f9a/a%20b.csv?plain=1#L3`, 'example/other@3f9a:a b.csv'],
    [`${web}/user-attachments/files/12/a.csv`, undefined],
    [`${web}/example/isms/blob/main`, undefined],
    [`${web}/example/isms/blob/main/%2e%2e/%2e%2e/x`, undefined],
    [`${web}/example/isms/blob/main/a%2F..%2F..%2Fx`, undefined],
    [`${web}/example/isms/blob/main/%zz`, undefined],
    ['https://github.com.evil.example/example/isms/blob/main/a.csv', undefined],
    ['http://github.com/example/isms/blob/main/a.csv', undefined],
    ['http://169.254.169.254/a/b/blob/main/c', undefined],
    ['not an address', undefined],
  ])('%s is %j', (url, id) => {
    expect(retrievable(url, web)).toBe(id);
  });

  it('asks the API for the bytes, and nobody else', async () => {
    const { tickets, fixture } = await against(200, 'a,b\r\n\u00e9');
    const kept = await tickets.attachment(ref, `${web}/example/isms/blob/main/evidence/a b.csv`);
    expect(kept?.bytes).toEqual(Buffer.from('a,b\r\n\u00e9'));
    expect(fixture.seen).toHaveLength(1);
    expect(fixture.seen[0]?.url).toBe('/repos/example/isms/contents/evidence/a%20b.csv?ref=main');
    expect(fixture.seen[0]?.headers.accept).toContain('raw');
    expect(await tickets.attachment(ref, 'https://elsewhere.example/example/isms/blob/main/a')).toBeUndefined();
    expect(fixture.seen).toHaveLength(1);
  });

  it('hands nothing over beyond 25 MB', async () => {
    const { tickets } = await against(200, 'x'.repeat(25 * 1024 * 1024 + 1));
    expect(await tickets.attachment(ref, `${web}/example/isms/blob/main/a`)).toBeUndefined();
    const just = await against(200, 'x'.repeat(25 * 1024 * 1024));
    const kept = await just.tickets.attachment(ref, `${web}/example/isms/blob/main/a`);
    expect(kept?.bytes.length).toBe(25 * 1024 * 1024);
  });

  it('has nothing where the file is not there, and an error where GitHub fails', async () => {
    expect(await (await against(404, 'no')).tickets.attachment(ref, `${web}/a/b/blob/main/c`)).toBeUndefined();
    await expect((await against(500, 'no')).tickets.attachment(ref, `${web}/a/b/blob/main/c`)).rejects.toMatchObject({
      fault: { kind: 'unreachable' },
    });
  });
});
