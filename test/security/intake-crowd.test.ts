import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { closed, type Door, openDoor, post, request, wire } from './harness/knocking.ts';

const MB = 1024 * 1024;
const LIMIT = 5 * MB;
const whole = JSON.stringify(closed);

let door: Door;
beforeAll(async () => {
  door = await openDoor();
});
afterAll(() => door.close());

/** Whatever came before: a delivery in order is taken, and rings. */
async function stillTakes(here = door): Promise<void> {
  const before = here.rung.length;
  expect(await post(here, whole)).toBe(202);
  expect(here.rung.slice(before)).toEqual(['4321']);
}

describe('somebody slow, or many', () => {
  it('is shown out: without a word, within the headers, within the body', async () => {
    const here = await openDoor(1_000);
    const opening = 'POST /hooks/github HTTP/1.1\r\nhost: x\r\n';
    const slow = [
      wire(here),
      wire(here, 'POST'),
      wire(here, opening),
      wire(here, request('POST /hooks/github HTTP/1.1', ['content-length: 100'], 'a')),
      wire(here, request('POST /hooks/github HTTP/1.1', ['transfer-encoding: chunked'], '1\r\na\r\n')),
    ];
    const drip = setInterval(() => slow[2]?.socket.write('x: y\r\n'), 50);
    const dripBody = setInterval(() => slow[3]?.socket.write('a'), 50);
    await stillTakes(here);
    await Promise.all(slow.map((one) => one.ended));
    clearInterval(drip);
    clearInterval(dripBody);
    for (const one of slow.slice(1)) expect(one.heard()).toMatch(/^(HTTP\/1\.1 408 |$)/);
    expect(here.asked()).toBe(1);
    await stillTakes(here);
    await here.close();
  });

  it('who opens a thousand connections gets some of them, and others are served again as soon as they end', async () => {
    const here = await openDoor();
    const many = Array.from({ length: 1_000 }, () => wire(here));
    const refused = Promise.race(many.map((one) => one.ended));
    await refused;
    const half = wire(here, request('GET /healthz HTTP/1.1', ['connection: close']));
    await half.ended;
    expect(half.heard()).toBe('');
    for (const one of many) one.socket.destroy();
    await Promise.all(many.map((one) => one.ended));
    for (let tries = 0; tries < 200; tries += 1) if ((await post(here, whole).catch(() => 0)) === 202) break;
    await stillTakes(here);
    await here.close();
  });

  it('who sends much on every connection takes a bounded part of the memory', async () => {
    const here = await openDoor();
    const part = Buffer.alloc(MB, ' ');
    const before = process.memoryUsage().arrayBuffers;
    const heads = request('POST /hooks/github HTTP/1.1', [`content-length: ${LIMIT}`]);
    const nobody = request('POST /hooks/nobody HTTP/1.1', [`content-length: ${LIMIT}`]);
    const many = Array.from({ length: 40 }, (_, i) => wire(here, i % 2 === 0 ? heads : nobody, part, part, part));
    await stillTakes(here);
    for (const one of many)
      if (one.socket.writableLength > 0) await new Promise((resolve) => one.socket.once('drain', resolve));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20 * LIMIT + 64 * MB);
    for (const one of many) one.socket.destroy();
    await Promise.all(many.map((one) => one.ended));
    await stillTakes(here);
    await here.close();
  });

  it('who asks ahead without waiting is answered in order', async () => {
    const one = request('GET /healthz HTTP/1.1', []);
    const forged = request('POST /hooks/github HTTP/1.1', [`content-length: ${whole.length}`], whole);
    const last = request('GET /healthz HTTP/1.1', ['connection: close']);
    const ahead = wire(door, `${one.repeat(100)}${forged}${last}`);
    await ahead.ended;
    const statuses = [...ahead.heard().matchAll(/HTTP\/1\.1 (\d+) /g)].map(([, status]) => status);
    expect(statuses).toEqual([...Array<string>(100).fill('200'), '401', '200']);
  });

  it('who sends any bytes at all gets no answer that means yes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), fc.boolean(), async (bytes, isPost) => {
        const knock = wire(door, isPost ? 'POST /hooks/github HTTP/1.1\r\n' : '', Buffer.from(bytes), '\r\n\r\n');
        knock.socket.end();
        await knock.ended;
        expect(knock.heard()).not.toMatch(/HTTP\/1\.1 2\d\d /);
      }),
      { numRuns: 150, seed: 11 },
    );
    await stillTakes();
  });
});
