import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listeningAt } from '../../cli/listening.ts';
import { type Desk, desk } from './desk.ts';

let here: Desk;
beforeEach(async () => {
  here = desk();
  await here.run('init', '--yes');
});
afterEach(() => here.end());

describe('what listens', () => {
  it.each(['127.0.0.1', '127.0.0.7', '::1'])('may do so on %s', (host) => {
    expect(listeningAt('--host', host, false)).toBe(host);
  });

  it.each(['0.0.0.0', '10.0.0.5', '::', '192.168.1.4'])('may do so on %s only if somebody agrees', (host) => {
    expect(() => listeningAt('--host', host, false)).toThrow(/not loopback.*--yes/);
    expect(listeningAt('--host', host, true)).toBe(host);
  });

  it.each(['localhost', '', '127.0.0.1:80', '*'])('does not understand %j, agreed or not', (host) => {
    expect(() => listeningAt('--host', host, true)).toThrow(/--host: found .*allowed: an address/);
  });

  const temporal = ['--temporal', '127.0.0.1:1'];
  it.each([
    ['up', ['up', '--ops-host', '0.0.0.0']],
    ['worker', ['worker', ...temporal, '--ops-host', '0.0.0.0']],
    ['intake, its metrics', ['intake', ...temporal, '--redis', '127.0.0.1:1', '--ops-host', '0.0.0.0']],
    ['intake, its webhooks', ['intake', ...temporal, '--redis', '127.0.0.1:1', '--host', '0.0.0.0']],
  ])('beyond loopback is refused before anything starts: %s', async (_, args) => {
    const before = await here.traces();
    const { code, err } = await here.run(...args);
    expect([code, err]).toEqual([3, expect.stringContaining('is not loopback')]);
    expect(await here.traces()).toEqual(before);
  });
});
