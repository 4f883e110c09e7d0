import { request } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { openReceiver, type Receiver } from '../../../cli/connect/receiver.ts';

let receiver: Receiver;
afterEach(() => receiver.close());

const open = async (received: (code: string) => Promise<string>, waitMs = 60_000) => {
  const form = (address: string) => ({
    action: 'https://example.com/?a=1&b="',
    fields: { back: address },
    button: '<go>',
  });
  receiver = await openReceiver(form, { state: 'right', received, waitMs });
  return receiver;
};

/** @returns the status for a request that was led here by another name. */
function statusFor(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const asked = request(receiver.address, { headers: { host } }, (answer) => resolve(answer.resume().statusCode));
    asked.once('error', reject).end();
  });
}

describe('the receiver', () => {
  it('shows its form, with what is in it inert', async () => {
    const { address } = await open(async () => 'https://example.com/');
    const page = await (await fetch(address)).text();
    expect(page).toContain('action="https://example.com/?a=1&amp;b=&quot;"');
    expect(page).toContain(`name="back" value="${address}"`);
    expect(page).toContain('<button>&lt;go&gt;</button>');
  });

  it('listens on loopback, and answers to no other name', async () => {
    const { address } = await open(async () => 'https://example.com/');
    expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect([await statusFor('evil.example.com'), await statusFor(new URL(address).host)]).toEqual([403, 200]);
  });

  it('hands a code on once, and leads the browser on', async () => {
    const codes: string[] = [];
    const { address, done } = await open(async (code) => {
      codes.push(code);
      return 'https://example.com/next';
    });
    const come = () => fetch(`${address}/created?code=abc&state=right`, { redirect: 'manual' });
    const first = await come();
    await done;
    expect([first.status, first.headers.get('location')]).toEqual([303, 'https://example.com/next']);
    expect([(await come()).status, codes]).toEqual([409, ['abc']]);
  });

  it('takes no code with another state, or none', async () => {
    const codes: string[] = [];
    const { address } = await open(async (code) => String(codes.push(code)));
    for (const query of ['code=abc', 'state=right', 'code=abc&state=wrong', 'code=abc&state=righ', 'code=abc&state='])
      expect((await fetch(`${address}/created?${query}`)).status).toBe(400);
    expect(codes).toEqual([]);
  });

  it('says in the terminal, not in the browser, why a code did not work', async () => {
    const { address, done } = await open(() => Promise.reject(new Error('a reason with a secret')));
    const answer = await fetch(`${address}/created?code=abc&state=right`);
    expect([answer.status, await answer.text()]).toEqual([502, expect.not.stringContaining('secret')]);
    await expect(done).rejects.toThrow('a reason');
  });

  it('gives up where nobody comes', async () => {
    const { done } = await open(async () => '', 1);
    await expect(done).rejects.toThrow('Nobody came back');
  });
});
