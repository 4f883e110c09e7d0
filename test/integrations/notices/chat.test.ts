import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createNotices } from '../../../integrations/notices/channels.ts';
import { createChat } from '../../../integrations/notices/chat.ts';
import type { Notice } from '../../../integrations/notices/notices.ts';

const notice: Notice = {
  key: 'task/abc/reminder/2',
  to: { name: 'Sam Okoro' },
  channel: 'chat',
  subject: 'Access review is due on Friday',
  lines: ['<!channel> R&D', 'https://tracker.example/231'],
};
const now = () => '2027-04-16T22:00:00.000Z';
const path = '/services/T0/B0/s3cr3tpath';
const open: (() => void)[] = [];

async function server(answer: (request: IncomingMessage, body: string, response: ServerResponse) => void) {
  const http = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    answer(request, body, response);
  });
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  open.push(() => {
    http.closeAllConnections();
    http.close();
  });
  const address = http.address();
  return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}${path}`;
}

afterEach(() => {
  for (const close of open.splice(0)) close();
});

describe('chat', () => {
  it('posts text that addresses the person and rings nobody else', async () => {
    const posts: unknown[] = [];
    const url = await server((request, body, response) => {
      posts.push([request.method, request.url, request.headers['content-type'], JSON.parse(body)]);
      response.end('ok');
    });
    expect(await createChat({ url, now }).send(notice)).toEqual({ accepted: now() });
    const text = 'Sam Okoro: Access review is due on Friday\n\n&lt;!channel&gt; R&amp;D\n\nhttps://tracker.example/231';
    expect(posts).toEqual([['POST', path, 'application/json', { text }]]);
  });

  it.each([
    [403, 'refused'],
    [404, 'refused'],
    [302, 'refused'],
    [429, 'unreachable'],
    [503, 'unreachable'],
  ])('takes %i as %s and does not print the webhook', async (status, fault) => {
    const url = await server((request, _body, response) => {
      response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end(`no such hook: ${request.url}`);
    });
    const error = await createChat({ url, now })
      .send(notice)
      .catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'NoticeError', fault });
    expect(String(error)).toContain(`answered ${status}`);
    expect(String(error)).toContain('no such hook');
    expect(String(error)).not.toContain('s3cr3tpath');
  });

  it('gives up on a server that says nothing, and on one that is not there', async () => {
    const hanging = createChat({ url: await server(() => {}), now, timeoutMs: 200 });
    await expect(hanging.send(notice)).rejects.toMatchObject({ fault: 'unreachable' });
    const nobody = createChat({ url: `http://127.0.0.1:1${path}`, now });
    const error = await nobody.send(notice).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ fault: 'unreachable' });
    expect(JSON.stringify([String(error), await nobody.check()])).not.toContain('s3cr3tpath');
  });

  it('checks that somebody answers without sending a message', async () => {
    const methods: unknown[] = [];
    const url = await server((request, _body, response) => {
      methods.push(request.method);
      response.writeHead(405).end();
    });
    expect(await createChat({ url, now }).check()).toEqual([]);
    expect(methods).toEqual(['HEAD']);
    expect(await createChat({ url: 'http://127.0.0.1:1/', now }).check()).toMatchObject([{ what: 'chat' }]);
  });

  it('refuses an address that is none, without printing it', () => {
    expect(() => createChat({ url: 'hunter22', now })).toThrow(/no web address/);
    expect(() => createChat({ url: 'hunter22', now })).not.toThrow(/hunter22/);
  });
});

describe('createNotices', () => {
  it('sends by the channel that the notice names, and refuses one that is not set up', async () => {
    const sent: string[] = [];
    const channel = (name: 'mail' | 'chat') => ({
      send: async () => ({ accepted: `${sent.push(name)}` }),
      check: async () => [{ what: name, found: '', fix: '', blocks: true }],
    });
    const both = createNotices({ mail: channel('mail'), chat: channel('chat') });
    await both.send(notice);
    await both.send({ ...notice, channel: 'mail' });
    expect(sent).toEqual(['chat', 'mail']);
    expect((await both.check()).map((shortcoming) => shortcoming.what)).toEqual(['mail', 'chat']);
    await expect(createNotices({ mail: channel('mail') }).send(notice)).rejects.toMatchObject({ fault: 'refused' });
  });
});
