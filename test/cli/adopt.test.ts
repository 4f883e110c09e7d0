import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { company, isms, REPO, TOKEN } from './company.ts';
import type { Desk } from './desk.ts';
import { sandboxedDesk } from './sandboxed.ts';

let sandbox: Sandbox;
let here: Desk;
beforeEach(async () => {
  ({ here, sandbox } = await sandboxedDesk());
  here.write('isms.yaml', isms({ api: sandbox.apiUrl }));
  await here.run('apply', '--yes');
});

const path = (...names: string[]) => join(here.folder, ...names);

describe('a first apply where tickets of an earlier register are', () => {
  let other: Sandbox;
  beforeAll(async () => {
    other = await startSandbox(company);
    const body =
      'Do it.\n<!-- dutybound:end AR-7K2 · write below this line · k1k1k1k1k1k1k1k1k1k1k1k1.0123456789ab -->';
    const headers = { authorization: `Bearer ${TOKEN}`, 'user-agent': 'test', 'content-type': 'application/json' };
    const post = (said: object) =>
      fetch(`${other.apiUrl}/repos/${REPO}/issues`, { method: 'POST', headers, body: JSON.stringify(said) });
    expect((await post({ title: 'somebody’s own', body: 'no mark' })).status).toBe(201);
    expect((await post({ title: 'Access review', body })).status).toBe(201);
  });
  afterAll(() => other.close());

  const fresh = async (...init: string[]) => {
    here.clear('.dutybound');
    here.write('isms.yaml', isms({ api: other.apiUrl }));
    expect((await here.run('init', '--yes', ...init)).code).toBe(0);
  };

  it('is refused, and names the newest of them and the ways on', async () => {
    await fresh();
    const before = await here.traces();
    const { code, err } = await here.run('apply', '--yes');
    expect(code).toBe(3);
    expect(err).toMatch(
      /Tracker github holds a ticket of an earlier register \(newest #2, AR-7K2\).*dutybound restore FILE.*init --adopt example/,
    );
    expect(await here.traces()).toEqual(before);
  });

  it('is allowed to a register that adopts that instance, and to no other', async () => {
    await fresh('--adopt', 'another');
    const wrong = await here.run('apply', '--yes');
    expect([wrong.code, wrong.err]).toEqual([
      3,
      expect.stringContaining('made to adopt the tickets of another, but the programme says instance: example'),
    ]);
    await fresh('--adopt', 'example');
    expect((await here.run('apply', '--yes')).code).toBe(0);
    expect((await here.run('status')).out).toMatch(/^Gap {9}everything before .*: made anew, no backup was left$/m);
    expect((await here.run('apply', '--yes')).code).toBe(0);
  });

  it('an instance that can be none is refused', async () => {
    here.clear('.dutybound');
    const { code, err } = await here.run('init', '--yes', '--adopt', 'No Such');
    expect([code, err]).toEqual([1, expect.stringContaining('Allowed: the instance as isms.yaml names it')]);
    expect(existsSync(path('.dutybound'))).toBe(false);
  });
});
