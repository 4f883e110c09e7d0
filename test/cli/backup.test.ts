import { chmodSync, existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { installationIn, openInstalled } from '../../workers/installation.ts';
import { isms } from './company.ts';
import { type Desk, giveTo } from './desk.ts';
import { sandboxedDesk } from './sandboxed.ts';

const NOBODY = 65_534;

let sandbox: Sandbox;
let here: Desk;
beforeEach(async () => {
  ({ here, sandbox } = await sandboxedDesk());
  here.write('isms.yaml', isms({ api: sandbox.apiUrl }));
  await here.run('apply', '--yes');
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
      `Intact: 1 event, head ${head}`,
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

  it('a folder for backups that only may be read is named', async () => {
    const isRoot = process.getuid?.() === 0;
    mkdirSync(path('ro'));
    chmodSync(path('ro'), 0o555);
    // Root may write anywhere, so it steps down.
    const data = [path('.dutybound'), ...readdirSync(path('.dutybound')).map((name) => path('.dutybound', name))];
    if (isRoot) for (const each of data) giveTo(each, NOBODY);
    const { code, err } = await here.spawn(['backup', '--to', 'ro'], isRoot ? NOBODY : undefined);
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
