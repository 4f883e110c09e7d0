import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { announceEngine, installationIn, openInstalled } from '../../workers/installation.ts';
import { lockFolder } from '../../workers/servers/lock.ts';
import { isms } from './company.ts';
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
const headOf = (text: string) => /^Head (\d+:[0-9a-f]{64})$/m.exec(text)?.[1] ?? 'none';

describe('restore', () => {
  const away = () => {
    mkdirSync(path('old'), { mode: 0o700 });
    for (const name of readdirSync(path('.dutybound')).filter((n) => n.startsWith('register.')))
      writeFileSync(path('old', name), readFileSync(path('.dutybound', name)));
    here.clear('.dutybound');
  };

  it('brings the register back, proves it, and says what is unknown since', async () => {
    const { out: taken } = await here.run('backup', 'b.sqlite');
    away();
    const { code, out } = await here.spawn(['restore', 'b.sqlite', '--witnessed', headOf(taken)]);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^Restored, and proved intact: 2 events\.\nGap: .* \(Europe\/Berlin\)\. It/),
    ]);
    expect(out).toContain('The backup holds the head that you noted.');
    expect(statSync(path('.dutybound')).mode & 0o777).toBe(0o700);
    expect((await here.run('verify')).out).toContain('Intact: 2 events');
    expect((await here.run('status')).out).toMatch(/^Gap {9}.* is unknown: restored from .*b\.sqlite$/m);
    expect(readdirSync(path('.dutybound')).filter((n) => n.startsWith('.'))).toEqual([]);
  });

  it('counts what is known to be lost, where the head that was noted is newer', async () => {
    await here.run('backup', 'b.sqlite');
    away();
    const { code, out } = await here.run('restore', 'b.sqlite', '--witnessed', `9:${'a'.repeat(64)}`, '--json');
    expect([code, JSON.parse(out)]).toEqual([
      0,
      expect.objectContaining({ lost: 8, verified: true, backup: expect.objectContaining({ sequence: 1 }) }),
    ]);
    const register = await openInstalled(installationIn(path('.dutybound')));
    const [event] = await register.events({ kinds: ['restored'], limit: 1 });
    await register.close();
    expect(event?.body).toMatchObject({ witnessed: { sequence: 9, hash: 'a'.repeat(64) }, file: path('b.sqlite') });
  });

  it('refuses a backup that contradicts what was noted, and makes nothing', async () => {
    await here.run('backup', 'b.sqlite');
    away();
    const { code, err } = await here.run('restore', 'b.sqlite', '--witnessed', `1:${'a'.repeat(64)}`);
    expect([code, err]).toEqual([
      3,
      expect.stringMatching(
        /event 1 of the backup has the hash [0-9a-f]{64}, but a{64} was noted.*Nothing was restored/,
      ),
    ]);
    expect(existsSync(path('.dutybound', 'register.sqlite'))).toBe(false);
  });

  it('refuses where a register is, and says how to go on', async () => {
    await here.run('backup', 'b.sqlite');
    const before = await here.traces();
    const { code, err } = await here.run('restore', 'b.sqlite');
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(
        /has a register already; it was not touched\. .*move \S+register\.sqlite and the files beside it away/,
      ),
    ]);
    expect(await here.traces()).toEqual(before);
  });

  it('refuses while up runs', async () => {
    await here.run('backup', 'b.sqlite');
    away();
    mkdirSync(path('.dutybound'), { mode: 0o700 });
    const lock = lockFolder(path('.dutybound'));
    const locked = await here.spawn(['restore', 'b.sqlite']);
    expect([locked.code, locked.err]).toEqual([1, expect.stringContaining('another dutybound')]);
    announceEngine(installationIn(path('.dutybound')), {
      temporal: '',
      namespace: '',
      intake: '',
      redis: '',
      ops: '',
      pid: process.pid,
    });
    const announced = await here.run('restore', 'b.sqlite');
    expect([announced.code, announced.err]).toEqual([
      1,
      expect.stringContaining('Stop it first; nothing was changed.'),
    ]);
    expect(existsSync(path('.dutybound', 'register.sqlite'))).toBe(false);
    // Killed, it leaves behind where it was, under a number that another process may have since.
    lock.release();
    expect(await here.run('restore', 'b.sqlite')).toMatchObject({ code: 0 });
  });

  it.each([
    ['nowhere', 'no backup at'],
    ['isms.yaml', 'is no register'],
  ])('makes nothing of %s', async (file, why) => {
    away();
    const { code, err } = await here.run('restore', file);
    expect([code, err]).toEqual([1, expect.stringContaining(why)]);
    expect(err).not.toContain('.restoring');
    expect(existsSync(path('.dutybound', 'register.sqlite'))).toBe(false);
  });

  it('fills nobody else’s database, and mixes with nothing that a former register left', async () => {
    away();
    mkdirSync(path('.dutybound'), { mode: 0o700 });
    const foreign = new DatabaseSync(path('.dutybound', 'register.sqlite'));
    foreign.exec('create table shopping (item text)');
    foreign.close();
    await here.run('backup', '--data', 'old', 'b.sqlite');
    const theirs = await here.run('restore', 'b.sqlite');
    expect([theirs.code, theirs.err]).toEqual([1, expect.stringContaining('holds 1 tables but no register')]);
    here.clear('.dutybound');
    mkdirSync(path('.dutybound'), { mode: 0o700 });
    writeFileSync(path('.dutybound', 'register.sqlite-wal'), 'the last of it');
    const left = await here.run('restore', 'b.sqlite');
    expect([left.code, left.err]).toEqual([
      1,
      expect.stringContaining('register.sqlite-wal belongs to the register that was there'),
    ]);
    expect(readFileSync(path('.dutybound', 'register.sqlite-wal'), 'utf8')).toBe('the last of it');
  });

  it('refuses a head that is none', async () => {
    const { code, err } = await here.run('restore', 'b.sqlite', '--witnessed', '12');
    expect([code, err]).toEqual([1, expect.stringContaining('Allowed: SEQUENCE:HASH')]);
  });

  it('killed at any moment leaves a register that is empty or whole, and can be done again', async () => {
    await fill(3_000);
    await here.run('backup', 'b.sqlite');
    for (const pause of [0, 150, 400]) {
      here.clear('.dutybound');
      const { pid, ended } = here.start(['restore', 'b.sqlite']);
      await untilThere(() => existsSync(path('.dutybound', 'register.sqlite')));
      await new Promise((resolve) => setTimeout(resolve, pause));
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It was faster.
      }
      const { code } = await ended;
      expect([0, -1]).toContain(code);
      if (code === 0) continue;
      const again = await here.run('restore', 'b.sqlite');
      const whole = (await here.run('verify')).out.includes('3002 events');
      // Killed after the last step, it is there; before, it is brought back now.
      expect([again.code, whole]).toEqual([again.err.includes('has a register already') ? 1 : 0, true]);
    }
  });
});

/** Appends events, so that copying takes a while. */
async function fill(events: number): Promise<void> {
  const register = await openInstalled(installationIn(path('.dutybound')));
  const one = { stream: 'noise', kind: 'noted', actor: 'engine', at: '2027-01-01T00:00:00.000Z' };
  await register.write(async (tx) => {
    for (let i = 0; i < events; i++) await tx.append([{ ...one, body: { i, text: 'x'.repeat(200) } }]);
  });
  await register.close();
}

async function untilThere(look: () => boolean): Promise<void> {
  for (let i = 0; i < 6_000 && !look(); i++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(look()).toBe(true);
}
