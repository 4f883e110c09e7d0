import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sparingly } from '../../integrations/webhooks/sparingly.ts';
import { closed, type Door, openDoor, post, request, signature, wire } from './harness/knocking.ts';

const MB = 1024 * 1024;
const LIMIT = 5 * MB;

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

/** Whatever came before: a delivery in order is taken, and rings. */
async function stillTakes(here = door): Promise<void> {
  const before = here.rung.length;
  expect(await post(here, JSON.stringify(closed))).toBe(202);
  expect(here.rung.slice(before)).toEqual(['4321']);
}

const deep = (open: string, close: string, depth: number) => `${open.repeat(depth)}${close.repeat(depth)}`;
const whole = JSON.stringify(closed);

describe('a signed body', () => {
  const strange: [string, string | Buffer][] = [
    ['lists 100,000 deep', deep('[', ']', 100_000)],
    ['maps 100,000 deep', `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`],
    ['brackets that never close', '['.repeat(1_000_000)],
    ['a pull request 100,000 deep', whole.replace('"title"', `"pull_request":${deep('[', ']', 100_000)},"title"`)],
    ['no UTF-8', Buffer.concat([Buffer.from([0xff, 0xfe, 0xc3, 0x28]), Buffer.from(whole)])],
    ['half a character', Buffer.concat([Buffer.from(whole.slice(0, -2)), Buffer.from([0xe2, 0x82])])],
    ['UTF-16', Buffer.from(whole, 'utf16le')],
    ['a number that is none', whole.replace('4321', '1e999')],
    ['a number too large', whole.replace('4321', `${'9'.repeat(400)}`)],
    ['a text where a number belongs', whole.replace('4321', '"4321"')],
    ['nothing where an issue belongs', whole.replace(/"issue":\{.*?\}/, '"issue":null')],
    ['a list where a map belongs', whole.replace(/"sender":\{.*?\}/, '"sender":[]')],
    ['no sender', whole.replace(/,"sender":\{.*?\}/, '')],
    ['a date that is none', whole.replace('2027-04-12T07:00:00Z', '9'.repeat(1000))],
    ['a repository of another', whole.replace('example/isms', 'example/isms/../../x')],
    ['an issue only in __proto__', `{"__proto__":${whole}}`],
    ['an issue only in constructor', `{"constructor":{"prototype":${whole}}}`],
    ['null', 'null'],
    ['a text', '"x"'],
    ['nothing', ''],
    ['zero bytes', Buffer.alloc(1000)],
    ['a mark of byte order', `\ufeff${whole}`],
  ];

  it.each(strange)('of %s rings for nothing', async (_, body) => {
    const before = door.rung.length;
    expect(await post(door, body)).toBe(202);
    expect(door.rung).toHaveLength(before);
    expect({}).not.toHaveProperty('issue');
    await stillTakes();
  });

  it('with a part 100,000 deep that nobody reads rings as it would without', async () => {
    const before = door.rung.length;
    expect(await post(door, whole.replace('"Access review"', deep('[', ']', 100_000)))).toBe(202);
    expect(door.rung.slice(before)).toEqual(['4321']);
  });

  it('with __proto__ beside what counts rings as it would without, and changes no object', async () => {
    const before = door.rung.length;
    const own = `{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}},${whole.slice(1)}`;
    expect(await post(door, own)).toBe(202);
    expect(door.rung.slice(before)).toEqual(['4321']);
    expect('polluted' in {}).toBe(false);
  });

  it('that says something twice rings for what it says last, as for GitHub itself', async () => {
    const before = door.rung.length;
    const twice = whole.replace('"id":4321', '"id":1,"id":2');
    expect(await post(door, twice)).toBe(202);
    expect(door.rung.slice(before)).toEqual(['2']);
  });

  it('just within the limit is taken, one byte over is not, chunked or not', async () => {
    expect(await post(door, whole.padEnd(LIMIT))).toBe(202);
    expect(await post(door, whole.padEnd(LIMIT + 1))).toBe(413);
    const size = (LIMIT + 1).toString(16);
    const chunked = wire(
      door,
      request('POST /hooks/github HTTP/1.1', ['transfer-encoding: chunked']),
      `${size}\r\n${' '.repeat(LIMIT + 1)}\r\n0\r\n\r\n`,
    );
    await chunked.ended;
    expect(chunked.heard()).toMatch(/^HTTP\/1\.1 413 /);
    await stillTakes();
  });

  it('of any JSON, in any of GitHub’s events, is answered and never falls over', async () => {
    const event = fc.constantFrom('issues', 'issue_comment', 'push', 'ping', '', 'constructor');
    const parts = fc.record(
      { action: fc.jsonValue(), issue: fc.jsonValue(), repository: fc.jsonValue(), sender: fc.jsonValue() },
      { requiredKeys: [] },
    );
    const body = fc.oneof(
      fc.json(),
      parts.map((p) => JSON.stringify({ ...closed, ...p })),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(body, event, async (text, name) => {
        expect([202]).toContain(await post(door, text, { 'x-github-event': name }));
      }),
      { numRuns: 300, seed: 4 },
    );
    await stillTakes();
  });
});

describe('a body that is not signed', () => {
  const right = signature(whole);
  const forged: [string, string][] = [
    ['SHA-1', `sha1=${right.slice(7, 47)}`],
    ['two signatures', `${right}, ${right}`],
    ['one and a wrong one', `sha256=${'0'.repeat(64)}, ${right}`],
    ['no method', right.slice(7)],
    ['nothing', ''],
    ['only a method', 'sha256='],
    ['no hex', `sha256=${'g'.repeat(64)}`],
    ['half of it', right.slice(0, 39)],
    ['more than it', `${right}00`],
    ['a line of spaces', right.replace('=', ' = ')],
    ['another secret', signature(whole, 'guess')],
    ['another body', signature(`${whole} `)],
    ['very much', `sha256=${'a'.repeat(8_000)}`],
  ];

  it.each(forged)('but by %s is refused', async (_, given) => {
    const before = door.rung.length;
    expect(await post(door, whole, { 'x-hub-signature-256': given })).toBe(401);
    expect(door.rung).toHaveLength(before);
  });

  it('is taken in capital letters too, for hex is hex', async () => {
    expect(await post(door, whole, { 'x-hub-signature-256': right.replace(/[a-f]/g, (c) => c.toUpperCase()) })).toBe(
      202,
    );
  });

  it('in two headers is refused', async () => {
    const headers = [`x-hub-signature-256: ${right}`, `x-hub-signature-256: ${right}`, 'connection: close'];
    const twice = wire(
      door,
      request('POST /hooks/github HTTP/1.1', [...headers, `content-length: ${whole.length}`], whole),
    );
    await twice.ended;
    expect(twice.heard()).toMatch(/^HTTP\/1\.1 401 /);
  });

  it('is never parsed: what it says costs nothing', async () => {
    const parse = JSON.parse;
    const parsed: string[] = [];
    JSON.parse = (text: string, ...rest: []) => {
      parsed.push(text);
      return parse(text, ...rest) as unknown;
    };
    try {
      const other = whole.replace('4321', '5678');
      expect(await post(door, other, { 'x-hub-signature-256': signature(other, 'guess') })).toBe(401);
      expect(await post(door, whole)).toBe(202);
    } finally {
      JSON.parse = parse;
    }
    expect(parsed.filter((text) => text.includes('5678'))).toEqual([]);
    expect(parsed.filter((text) => text.includes('4321'))).toHaveLength(1);
  });

  it('fills no log: a thousand of them are a line', async () => {
    const here = await openDoor();
    for (let i = 0; i < 1000; i += 1) await post(here, `${i}`, { 'x-hub-signature-256': 'sha256=' });
    expect(here.logged).toHaveLength(1);
    await here.close();
    const said: string[] = [];
    let now = 0;
    const say = sparingly(
      (line: string) => said.push(line),
      60_000,
      () => now,
    );
    for (now = 0; now <= 60_000; now += 20_000) say('refused');
    expect(said).toEqual(['refused', 'refused (and 2 times since it was last said)']);
  });
});

describe('a path', () => {
  const paths = [
    ...['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'GITHUB', 'github%00', 'github%2f', 'other/x', ''],
    ...['%00', '%2e%2e%2fhealthz', '..%5c', 'github%0d%0ax:%20y', 'x'.repeat(5_000), '%ff', '%', 'é'],
  ];
  it.each(paths)('/hooks/%s is nobody’s', async (name) => {
    const asked = door.asked();
    const path = `/hooks/${name}`;
    const knock = wire(
      door,
      request(
        `POST ${encodeURI(path).replaceAll('%25', '%')} HTTP/1.1`,
        ['content-length: 2', 'connection: close'],
        '{}',
      ),
    );
    await knock.ended;
    expect(knock.heard()).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(door.asked()).toBe(asked);
  });

  it('that is nobody’s is answered before its body comes: nothing of it is kept', async () => {
    const knock = wire(door, request('POST /hooks/nobody HTTP/1.1', [`content-length: ${LIMIT}`]));
    while (!knock.heard().includes('\r\n\r\n')) await new Promise((resolve) => knock.socket.once('data', resolve));
    expect(knock.heard()).toMatch(/^HTTP\/1\.1 404 /);
    knock.socket.destroy();
    await knock.ended;
  });

  it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'HEAD', 'TRACE', 'PROPFIND', 'NONSENSE', 'get', ''])(
    'is not asked with %j',
    async (method) => {
      const asked = door.asked();
      const knock = wire(door, request(`${method} /hooks/github HTTP/1.1`, ['connection: close']));
      await knock.ended;
      expect(knock.heard()).toMatch(/^HTTP\/1\.1 4\d\d /);
      expect(door.asked()).toBe(asked);
    },
  );

  it('is asked in no other protocol, and not for another host through us', async () => {
    const odd = [
      'GET http://169.254.169.254/latest HTTP/1.1\r\nhost: x\r\nconnection: close\r\n\r\n',
      'CONNECT 169.254.169.254:80 HTTP/1.1\r\nhost: x\r\n\r\n',
      'POST /hooks/github HTTP/9.9\r\n\r\n',
      '\u0016\u0003\u0001\u0002\u0000\u0001',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
      '\r\n\r\n\u0000\u0000',
      request('POST /hooks/github HTTP/1.1', ['upgrade: websocket', 'connection: upgrade, close', 'content-length: 0']),
    ];
    for (const bytes of odd) {
      const knock = wire(door, bytes);
      await knock.ended;
      expect(knock.heard()).not.toMatch(/^HTTP\/1\.1 [23]\d\d /);
    }
    await stillTakes();
  });
});

describe('a length', () => {
  const signed = [`x-hub-signature-256: ${signature(whole)}`, 'x-github-event: issues'];
  const lies: [string, string[], string][] = [
    ['that is negative', ['content-length: -1'], ''],
    ['that is no number', ['content-length: 1e3'], ''],
    ['that is said twice', [`content-length: ${whole.length}`, 'content-length: 1'], whole],
    ['beside chunks', [`content-length: ${whole.length}`, 'transfer-encoding: chunked'], whole],
    ['of a chunk that is none', ['transfer-encoding: chunked'], 'zz\r\n'],
    ['beyond all limits', [`content-length: ${'9'.repeat(30)}`], whole],
    ['a byte over the limit', [`content-length: ${LIMIT + 1}`], ''],
    ['shorter than the body', [`content-length: ${whole.length - 1}`, 'connection: close'], whole],
  ];

  it.each(lies)('%s is refused', async (_, headers, body) => {
    const before = door.rung.length;
    const knock = wire(door, request('POST /hooks/github HTTP/1.1', [...signed, ...headers], body));
    await knock.ended;
    expect(knock.heard()).toMatch(/^HTTP\/1\.1 4\d\d /);
    expect(door.rung).toHaveLength(before);
    await stillTakes();
  });

  it('of headers has an end', async () => {
    for (const flood of [Array.from({ length: 3_000 }, (_, i) => `x-${i}: y`), [`x: ${'y'.repeat(100_000)}`]]) {
      const knock = wire(door, request('POST /hooks/github HTTP/1.1', flood));
      await knock.ended;
      expect(knock.heard()).toMatch(/^(HTTP\/1\.1 431 |$)/);
    }
    await stillTakes();
  });
});
