import { createHmac, timingSafeEqual } from 'node:crypto';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Doorbell, InboundRequest } from '../../../integrations/tickets/port.ts';
import { createDoorbells } from '../../../integrations/webhooks/doorbells.ts';
import { buildIntake, type IntakeOptions } from '../../../integrations/webhooks/intake.ts';
import type { Ring } from '../../../integrations/webhooks/ticket-ref.ts';

const seen = '2027-04-16T22:00:00.000Z';
const before = '2027-04-16T21:59:59.000Z';
const after = '2027-04-16T22:00:01.000Z';
const secret = 'webhook secret';

function sign(body: string | Buffer): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
}

/** Stands for an adapter: signature over the raw bytes, then the body is a list of doorbells. */
function authenticate({ headers, body }: InboundRequest): Doorbell[] | undefined {
  const given = Buffer.from(headers['x-hub-signature-256'] ?? '');
  const right = Buffer.from(sign(body));
  if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
  return JSON.parse(body.toString()) as Doorbell[];
}

function setUp(options: Partial<IntakeOptions> = {}) {
  const rung: string[] = [];
  const logged: string[] = [];
  const app = buildIntake({
    adapters: { main: { authenticate } },
    ring: async ({ tracker, id }) => void rung.push(`${tracker}/${id}`),
    seenThrough: async ({ id }) => (id === 'new' ? {} : { read: seen }),
    log: (line) => logged.push(line),
    ...options,
  });
  const post = (body: string | Buffer, headers: Record<string, string> = {}, url = '/hooks/main') =>
    app.inject({ method: 'POST', url, body, headers: { 'x-hub-signature-256': sign(body), ...headers } });
  return { app, rung, logged, post };
}

function bells(...list: [id: string, updated: string, own: boolean][]): string {
  return JSON.stringify(list.map(([id, updated, own]) => ({ ticket: { tracker: 'main', id }, updated, own })));
}

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

describe('intake', () => {
  it('rings for what is new and drops what the last reading covered', async () => {
    const { post, rung } = setUp();
    const body = bells(
      ['older', before, false],
      ['own-echo', seen, true],
      ['same-second', seen, false],
      ['own-later', after, true],
      ['new', before, true],
    );
    const answer = await post(body, { 'content-type': 'application/json' });
    expect([answer.statusCode, answer.json()]).toEqual([202, { rung: 3 }]);
    expect(rung).toEqual(['main/same-second', 'main/own-later', 'main/new']);
  });

  it('has a label looked at that tells of an event, by itself and whatever was read, but none of our own', async () => {
    const looked: Ring[] = [];
    const tells = async (_: string, labels: string[]) => labels.includes('isms-incident');
    const { post } = setUp({ ring: async (ring) => void looked.push(ring), tells });
    const one = (id: string, labels: string[], own = false) => ({
      ticket: { tracker: 'main', id },
      updated: before,
      own,
      labels,
    });
    const body = JSON.stringify([one('a', ['isms-incident']), one('b', ['bug']), one('c', ['isms-incident'], true)]);
    expect((await post(body)).json()).toEqual({ rung: 1 });
    expect(looked).toEqual([{ tracker: 'main', id: 'a', labelled: true }]);
    const broken = setUp({ tells: () => Promise.reject(new Error('register is locked')) });
    await broken.post(body);
    expect([broken.rung, broken.logged.length]).toEqual([['main/a', 'main/b'], 2]);
  });

  it('takes a delivery twice: a replay rings again and does no more', async () => {
    const { post, rung } = setUp();
    const body = bells(['a', after, false]);
    expect((await post(body)).statusCode).toBe(202);
    expect((await post(body)).statusCode).toBe(202);
    expect(rung).toEqual(['main/a', 'main/a']);
  });

  it('hands the bytes to the adapter as they came, whatever their type is said to be', async () => {
    const { post, rung } = setUp();
    const body = `  ${bells(['é', after, false])}\r\n`;
    for (const type of [
      'application/json',
      'text/plain; charset=latin1',
      'application/x-www-form-urlencoded',
      'application/nonsense',
    ]) {
      expect((await post(body, { 'content-type': type })).statusCode).toBe(202);
    }
    expect(rung).toEqual(Array(4).fill('main/é'));
  });

  it('refuses what is forged, altered, or not signed', async () => {
    const { app, post, rung, logged } = setUp();
    const body = bells(['a', after, false]);
    expect((await post(body, { 'x-hub-signature-256': sign(`${body} `) })).statusCode).toBe(401);
    expect((await post(`${body} `, { 'x-hub-signature-256': sign(body) })).statusCode).toBe(401);
    expect((await app.inject({ method: 'POST', url: '/hooks/main', body })).statusCode).toBe(401);
    expect((await app.inject({ method: 'POST', url: '/hooks/main' })).statusCode).toBe(401);
    expect(rung).toEqual([]);
    expect(logged).toHaveLength(1);
    expect(logged.join()).not.toMatch(/sha256=|updated/);
  });

  it('knows only its own trackers and paths', async () => {
    const { app, post } = setUp();
    for (const url of ['/hooks/other', '/hooks/constructor', '/hooks/__proto__', '/hooks/', '/hooks/other/x', '/']) {
      expect([url, (await post('[]', {}, url)).statusCode]).toEqual([url, 404]);
    }
    expect((await app.inject('/hooks/main')).statusCode).toBe(404);
    expect((await app.inject('/healthz')).json()).toEqual({ ok: true });
  });

  it('hands an adapter what follows its own path', async () => {
    const paths: string[] = [];
    const seen = (request: InboundRequest) => {
      paths.push(request.path);
      return authenticate(request);
    };
    const { post } = setUp({ adapters: { main: { authenticate: seen } } });
    for (const url of ['/hooks/main', '/hooks/main/', '/hooks/main/s%2Fecret/x?y=1']) await post('[]', {}, url);
    expect(paths).toEqual(['', '', 's/ecret/x']);
  });

  it('takes 5 MB and not a byte more', async () => {
    const { post, rung } = setUp();
    const body = bells(['a', after, false]);
    const limit = 5 * 1024 * 1024;
    expect((await post(body.padEnd(limit))).statusCode).toBe(202);
    expect((await post(body.padEnd(limit + 1))).statusCode).toBe(413);
    expect(rung).toEqual(['main/a']);
    const small = setUp({ bodyLimit: 10 });
    expect((await small.post(body)).statusCode).toBe(413);
  });

  it('answers 400 to what the adapter cannot read', async () => {
    const { post, rung } = setUp();
    for (const body of ['', '{', Buffer.from([0xff, 0x00, 0xfe])]) {
      expect((await post(body, { 'content-type': 'application/json' })).statusCode).toBe(400);
    }
    expect(rung).toEqual([]);
  });

  it('reads the ticket when the register cannot say what was seen', async () => {
    const seenThrough = () => Promise.reject(new Error('register is locked'));
    const { post, rung, logged } = setUp({ seenThrough });
    expect((await post(bells(['a', before, true]))).statusCode).toBe(202);
    expect(rung).toEqual(['main/a']);
    expect(logged).toEqual([expect.stringContaining('register is locked')]);
  });

  it('answers 503 while the queue is down', async () => {
    const connection = { host: '127.0.0.1', port: 1 };
    const doorbells = createDoorbells({ connection, prefix: 'x', log: () => {} });
    closing.push(() => doorbells.close());
    const { post, logged } = setUp({ ring: doorbells.ring });
    const answer = await post(bells(['a', after, false]));
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('60');
    expect(logged).toEqual([expect.stringContaining('127.0.0.1:1')]);
    expect((await post('[]')).statusCode).toBe(202);
  });

  it('closes although a sender holds a connection open', async () => {
    const { app } = setUp();
    await app.listen({ host: '127.0.0.1', port: 0 });
    const address = app.server.address();
    const socket = connect(typeof address === 'object' && address ? address.port : 0, '127.0.0.1');
    socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    await new Promise((resolve) => socket.once('data', resolve));
    await app.close();
    socket.destroy();
  });
});
