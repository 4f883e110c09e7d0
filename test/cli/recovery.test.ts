import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Sandbox, startSandbox } from '../../sandbox/sandbox.ts';
import { announceEngine, installationIn, openInstalled } from '../../workers/installation.ts';
import { lockFolder } from '../../workers/servers/lock.ts';
import { company, isms, REPO, TOKEN } from './company.ts';
import { type Desk, desk } from './desk.ts';

let sandbox: Sandbox;
let here: Desk;
beforeAll(async () => {
  sandbox = await startSandbox(company);
});
afterAll(() => sandbox.close());
beforeEach(async () => {
  here = desk();
  await here.run('init');
  here.write('isms.yaml', isms({ api: sandbox.apiUrl }));
  await here.run('apply', '--yes');
});
afterEach(() => {
  expect(here.printed.filter((text) => text.includes(TOKEN))).toEqual([]);
  here.end();
});

const path = (...names: string[]) => join(here.folder, ...names);
const headOf = (text: string) => /^Head (\d+:[0-9a-f]{64})$/m.exec(text)?.[1] ?? 'none';

describe('backup', () => {
  it('makes one private file that every reading command takes, and notes it', async () => {
    const { code, out, err } = await here.spawn(['backup', 'b.sqlite']);
    expect([code, out]).toEqual([
      0,
      expect.stringMatching(/^Backup \S+b\.sqlite: proved intact, 1 event\.\nHead 1:[0-9a-f]{64}\n$/),
    ]);
    expect(err).toContain('Note the head somewhere else');
    expect(statSync(path('b.sqlite')).mode & 0o777).toBe(0o600);
    const head = headOf(out).split(':')[1];
    expect((await here.run('--register', `sqlite:${path('b.sqlite')}`, 'verify')).out).toBe(
      `Intact: 1 events, head ${head}`,
    );
    here.env.DUTYBOUND_REGISTER = undefined;
    expect((await here.run('status')).out).toMatch(/ backup \d\d:\d\d/);
    const { engine } = JSON.parse((await here.run('status', '--json')).out);
    expect(engine.backup).toMatchObject({ file: path('b.sqlite'), sequence: 1, hash: head });
    expect((await here.run('verify')).out).toContain('2 events');
  });

  it('without one, status says so', async () => {
    expect((await here.run('status')).out).toContain('no backup yet');
  });

  it('with --to and --keep leaves the newest of its own making, and everybody else’s files', async () => {
    mkdirSync(path('backups'));
    const made: string[] = [];
    for (let i = 0; i < 3; i++) {
      const { code, out } = await here.run('backup', '--to', 'backups', '--keep', '2', '--json');
      expect(code).toBe(0);
      const { file, verified, removed } = JSON.parse(out);
      expect([verified, removed]).toEqual([true, i < 2 ? [] : [made[0]]]);
      made.push(file);
      if (i === 0) writeFileSync(path('backups', 'dutybound-20200101T000000Z.sqlite'), 'somebody else’s');
      await new Promise((resolve) => setTimeout(resolve, 1100));
    }
    const names = readdirSync(path('backups')).map((name) => path('backups', name));
    expect(names.sort()).toEqual([path('backups', 'dutybound-20200101T000000Z.sqlite'), ...made.slice(1)].sort());
  });

  it.each([
    [['backup'], 'Name either the file to make, or a folder with --to.'],
    [['backup', 'x', '--to', '.'], 'Name either the file to make, or a folder with --to.'],
    [['backup', 'x', '--keep', '3'], '--keep belongs with --to'],
    [['backup', '--to', '.', '--keep', '0'], 'whole numbers from 1'],
    [['backup', 'no/such/b'], 'no/such is no folder'],
    [['backup', 'isms.yaml'], 'isms.yaml is there already'],
  ])('%j is refused and changes nothing', async (args, why) => {
    const before = await here.traces();
    const { code, out, err } = await here.run(...args);
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(why);
    expect(await here.traces()).toEqual(before);
  });

  it('of a broken register makes no file, and notes none', async () => {
    const database = new DatabaseSync(path('.dutybound', 'register.sqlite'));
    database.exec("update programme set state = 'x', programme = '{}'");
    database.close();
    const before = await here.traces();
    const { code, err } = await here.run('backup', 'b.sqlite');
    expect([code, err]).toEqual([
      1,
      expect.stringMatching(/the copy is broken .* No backup was made: run dutybound verify/),
    ]);
    expect(await here.traces()).toEqual(before);
  });

  it('killed in the middle leaves no file that looks like one, and the next one is whole', async () => {
    await fill(3_000);
    const { pid, ended } = here.start(['backup', 'b.sqlite']);
    await untilThere(() => readdirSync(here.folder).some((name) => name.endsWith('.part')));
    process.kill(pid, 'SIGKILL');
    expect((await ended).code).toBe(-1);
    expect(existsSync(path('b.sqlite'))).toBe(false);
    expect((await here.run('verify')).out).toContain('3001 events');
    expect((await here.run('backup', 'b.sqlite')).code).toBe(0);
  });
});

describe('restore', () => {
  const away = () => {
    mkdirSync(path('old'));
    for (const name of readdirSync(path('.dutybound')).filter((n) => n.startsWith('register.')))
      writeFileSync(path('old', name), readFileSync(path('.dutybound', name)));
    here.clear('.dutybound');
  };

  it('brings the register back, proves it, and says what is unknown since', async () => {
    const { out: taken } = await here.run('backup', 'b.sqlite');
    away();
    const { code, out } = await here.spawn(['restore', 'b.sqlite', '--witnessed', headOf(taken)]);
    expect([code, out]).toEqual([0, expect.stringMatching(/^Restored, and proved intact: 2 events\.\nGap: /)]);
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
    lock.release();
    announceEngine(installationIn(path('.dutybound')), { temporal: '', namespace: '', intake: '', pid: process.pid });
    const announced = await here.run('restore', 'b.sqlite');
    expect([announced.code, announced.err]).toEqual([
      1,
      expect.stringContaining('Stop it first; nothing was changed.'),
    ]);
    expect(existsSync(path('.dutybound', 'register.sqlite'))).toBe(false);
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
    expect((await here.run('init', ...init)).code).toBe(0);
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
    const { code, err } = await here.run('init', '--adopt', 'No Such');
    expect([code, err]).toEqual([1, expect.stringContaining('Allowed: the instance as isms.yaml names it')]);
    expect(existsSync(path('.dutybound'))).toBe(false);
  });

  it('a folder for backups that only may be read is named', async () => {
    if (process.getuid?.() === 0) return;
    mkdirSync(path('ro'));
    chmodSync(path('ro'), 0o500);
    const { code, err } = await here.run('backup', '--to', 'ro');
    expect([code, err]).toEqual([1, expect.stringContaining('make')]);
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
