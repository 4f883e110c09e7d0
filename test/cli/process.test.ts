import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { isms, TOKEN } from './company.ts';
import { type Desk, giveTo } from './desk.ts';
import { sandboxedDesk } from './sandboxed.ts';

const NOBODY = 65_534;
const isRoot = process.getuid?.() === 0;

let sandbox: Sandbox;
let here: Desk;
beforeEach(async () => {
  ({ here, sandbox } = await sandboxedDesk());
  here.write('isms.yaml', isms({ api: sandbox.apiUrl }));
});

/** Runs a process that must fail and change nothing. */
async function refused(args: string[], as?: number) {
  const before = await here.traces();
  const ended = await here.spawn(args, as);
  expect(await here.traces()).toEqual(before);
  expect(ended.out).toBe('');
  expect(`${ended.err}`).not.toMatch(/\n {4}at |ExperimentalWarning/);
  return ended;
}

describe('exit codes of the process', () => {
  it('0 with the result on stdout alone', async () => {
    const { code, out, err } = await here.spawn(['validate']);
    expect([code, out, err]).toEqual([0, 'isms.yaml is valid: 1 duty, 4 people\n', '']);
    expect((await here.spawn(['--help'])).code).toBe(0);
  });

  it('1 for an unknown command, and the nearest one is named', async () => {
    const { code, err } = await refused(['aply']);
    expect(code).toBe(1);
    expect(err).toContain("unknown command 'aply'");
    expect(err).toContain('Did you mean apply?');
  });

  it('1 for an unknown option, and the nearest one is named', async () => {
    const { code, err } = await refused(['status', '--jsn']);
    expect(code).toBe(1);
    expect(err).toContain('Did you mean --json?');
  });

  it('0 where whoever reads along has had enough', async () => {
    const { ended, leave } = here.start(['validate', '--schema']);
    leave();
    expect(await ended).toEqual({ code: 0, out: '', err: '' });
  });

  it('2 only with --exit-code', async () => {
    expect((await here.spawn(['preview', '--exit-code'])).code).toBe(2);
    expect((await here.spawn(['preview'])).code).toBe(0);
  });

  it('3 where consent is missing: nobody sits at a pipe', async () => {
    expect((await refused(['apply'])).code).toBe(3);
  });

  it('4 for a token that is refused; it is printed nowhere', async () => {
    sandbox.faults.add({ kind: 'token-revoked' });
    const { code, err } = await refused(['apply', '--yes']);
    sandbox.faults.clear();
    expect(code).toBe(4);
    expect(err).not.toContain(TOKEN);
  });

  it('every command understands --json, --no-input, and --yes', async () => {
    const commands = [
      ['validate'],
      ['preview'],
      ['status'],
      ['verify'],
      ['nc', 'list'],
      ['redrive'],
      ['doctor'],
      ['apply'],
    ];
    for (const command of commands) {
      const { code, out } = await here.run(...command, '--json', '--no-input', '--yes');
      expect([command, code]).toEqual([command, 0]);
      expect(() => JSON.parse(out)).not.toThrow();
    }
  });
});

describe('a data folder that cannot be written', () => {
  const commands = [
    ['init', '--yes'],
    ['apply', '--yes'],
    ['preview'],
    ['status'],
    ['up'],
    ['redrive'],
    ['trigger', 'access-review', '--because', 'x'],
    ['doctor'],
  ];

  it('because it is another user’s: each command says so and changes nothing', async () => {
    const data = join(here.folder, '.dutybound');
    // Root may do anything, so it steps down; anybody else loses their rights instead.
    if (!isRoot) chmodSync(data, 0o000);
    for (const command of commands) {
      if (!isRoot) chmodSync(data, 0o000);
      const before = isRoot ? await here.traces() : [];
      const { code, out, err } = await here.spawn(command, isRoot ? NOBODY : undefined);
      if (!isRoot) chmodSync(data, 0o700);
      if (isRoot) expect(await here.traces()).toEqual(before);
      expect([command, code]).toEqual([command, 1]);
      expect(out + err).toMatch(/data folder \S*\.dutybound cannot be read and written by this user \(EACCES\)/);
    }
    chmodSync(data, 0o700);
    expect((await here.run('verify')).out).toMatch(/^Intact: nothing is recorded yet/);
  });

  it('because its place is another user’s: init makes nothing', async () => {
    mkdirSync(join(here.folder, 'theirs'), { mode: 0o755 });
    if (!isRoot) chmodSync(join(here.folder, 'theirs'), 0o555);
    const { code, err } = await refused(['init', '--yes', '--data', 'theirs/data'], isRoot ? NOBODY : undefined);
    expect(code).toBe(1);
    expect(err).toMatch(/theirs\/data cannot be made: .*EACCES[\s\S]*--data[\s\S]*Nothing was made\./);
  });

  it('because the starter programme cannot be written: init takes its folder back', async () => {
    if (!isRoot) return;
    mkdirSync(join(here.folder, 'ours'), { mode: 0o755 });
    giveTo(join(here.folder, 'ours'), NOBODY);
    const { code, err } = await refused(['init', '--yes', '--data', 'ours/data', '--programme', 'other.yaml'], NOBODY);
    expect(code).toBe(1);
    expect(err).toMatch(/EACCES[\s\S]*Nothing was made\./);
  });

  it('a register file that may only be read: nothing is applied', async () => {
    if (!isRoot) return;
    const data = join(here.folder, '.dutybound');
    chmodSync(data, 0o777);
    chmodSync(join(data, 'register.sqlite'), 0o644);
    const { code, err } = await here.spawn(['apply', '--yes'], NOBODY);
    expect(code).toBe(1);
    expect(err).toMatch(/register at \S+ cannot be read or written/);
    expect((await here.run('status', '--json')).out).toContain('"version": 0');
  });
});

const checkouts: string[] = [];
afterAll(() => {
  for (const folder of checkouts) rmSync(folder, { recursive: true });
});

/** The same code at another place, where no server was ever installed. @returns Node's arguments to run it. */
function checkoutWithoutServers(): string[] {
  const root = fileURLToPath(new URL('../../', import.meta.url));
  const folder = mkdtempSync(join(tmpdir(), 'dutybound-checkout-'));
  checkouts.push(folder);
  for (const name of readdirSync(root).filter((n) => !n.startsWith('.')))
    symlinkSync(join(root, name), join(folder, name));
  return ['--preserve-symlinks', '--preserve-symlinks-main', join(folder, 'cli', 'main.ts')];
}

describe('up', () => {
  let taken: Server;
  beforeAll((done) => {
    taken = createServer().listen(0, '127.0.0.1', () => done());
  });
  afterAll(() => void taken.close());

  it('without a register makes nothing', async () => {
    const { code, err } = await refused(['up', '--data', 'elsewhere']);
    expect(code).toBe(1);
    expect(err).toContain('run dutybound init');
  });

  it('without a server’s binary says where it looked', async () => {
    const empty = join(here.folder, 'empty');
    mkdirSync(empty);
    Object.assign(here.env, { DUTYBOUND_SERVERS: empty, PATH: empty });
    here.main = checkoutWithoutServers();
    const { code, err } = await refused(['up']);
    expect(code).toBe(1);
    expect(err).toMatch(/temporal was not found\. Looked in DUTYBOUND_SERVERS .*script\/bootstrap/);
    const doctor = await here.spawn(['doctor']);
    expect([doctor.code, doctor.out]).toEqual([0, expect.stringContaining('! servers     temporal was not found')]);
  });

  it('without a secret of the programme in force: exit 4, and nothing is started', async () => {
    await here.run('apply', '--yes');
    here.env.GITHUB_TOKEN = undefined;
    const { code, err } = await refused(['up']);
    expect(code).toBe(4);
    expect(err).toContain('GITHUB_TOKEN is not set');
  });

  it('refuses a port that is none', async () => {
    expect((await refused(['up', '--intake-port', '99999'])).err).toContain('whole numbers from 0 to 65535');
  });

  it('at a port that is taken ends, and leaves nothing running', async () => {
    await here.run('apply', '--yes');
    const address = taken.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    const { code, err } = await here.spawn(['up', '--intake-port', String(port)]);
    expect(code).toBe(1);
    expect(err).toMatch(
      new RegExp(`webhook intake cannot listen on 127\\.0\\.0\\.1:${port}: .*EADDRINUSE.*--intake-port`),
    );
    expect((await here.run('status', '--json')).out).toContain('"running": false');
    expect((await here.run('verify')).code).toBe(0);
  });
});

describe('secrets', () => {
  it('stand in no output, not even of what went wrong', async () => {
    Object.assign(here.env, { DUTYBOUND_DEBUG: '1' });
    for (const kind of ['unreachable', 'token-revoked', 'permission-removed', 'error-before-write'] as const) {
      sandbox.faults.add({ kind });
      for (const command of [['doctor'], ['doctor', '--json'], ['apply', '--yes']]) await here.run(...command);
      sandbox.faults.clear();
    }
    here.write('isms.yaml', isms({ api: sandbox.apiUrl }).replace(/\$\{env:GITHUB_TOKEN\}/, TOKEN));
    for (const command of [['validate'], ['doctor'], ['preview'], ['apply', '--yes']]) await here.run(...command);
    here.write('isms.yaml', isms({ api: sandbox.apiUrl.replace('://', `://user:${TOKEN}@`) }));
    for (const command of [['validate'], ['doctor'], ['preview'], ['apply', '--yes']]) await here.run(...command);
    expect(here.printed.join('').length).toBeGreaterThan(1000);
    expect(here.printed.filter((text) => text.includes(TOKEN))).toEqual([]);
  });
});
