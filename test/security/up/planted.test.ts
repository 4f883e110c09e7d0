import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { type Sandbox, startSandbox } from '../../../sandbox/sandbox.ts';
import { company, REPO } from '../../cli/company.ts';
import { type Desk, desk } from '../../cli/desk.ts';
import { until } from '../../engine/harness/until.ts';
import { isms } from '../harness/company.ts';
import { type MailServer, startMailServer } from '../harness/mail-server.ts';
import { filesWithSecrets, openToOthers, PLANTED, secretsIn } from '../harness/planted.ts';
import { LOOPBACK, listening, type Shown, treeOf } from '../harness/processes.ts';

const MAIN = fileURLToPath(new URL('../../../cli/main.ts', import.meta.url));

let sandbox: Sandbox;
let mail: MailServer;
let here: Desk;
let data: string;
let running: ChildProcess;
let said = '';
let tree: Shown[] = [];
let histories = '';

/** A whole start, in a process whose umask hides nothing. */
beforeAll(async () => {
  const people = company.people.map((p) => (p.token === undefined ? p : { ...p, token: PLANTED.token }));
  sandbox = await startSandbox({ ...company, people });
  mail = await startMailServer();
  here = desk();
  data = join(here.folder, '.dutybound');
  mkdirSync(join(here.folder, 'private'), { mode: 0o700 });
  const tokenFile = join(here.folder, 'private', 'token');
  writeFileSync(tokenFile, `${PLANTED.token}\n`, { mode: 0o600 });
  const mailAddress = `smtp://isms:${PLANTED.smtp}@127.0.0.1:${mail.port}`;
  Object.assign(here.env, {
    GITHUB_TOKEN: undefined,
    HOOK: PLANTED.hook,
    MAIL_ADDRESS: mailAddress,
  });
  Object.assign(here.env, { DUTYBOUND_DEBUG: '1', DUTYBOUND_LOG: 'trace' });
  here.write('isms.yaml', isms(sandbox, tokenFile, new Date(Date.now() + 30_000)));
  for (const command of [
    ['init', '--yes'],
    ['apply', '--yes'],
  ])
    expect(await here.run(...command)).toMatchObject({ code: 0 });
  mail.turnSour();
  const command = [process.execPath, MAIN, 'up', '--json', '--data', data];
  running = spawn('sh', ['-c', 'umask 000; exec "$@"', 'sh', ...command], { cwd: here.folder, env: here.env });
  for (const stream of [running.stdout, running.stderr]) stream?.on('data', (text) => (said += String(text)));
  await until(
    'the worker to run',
    () => said.includes('worker runs'),
    () => said,
  );
  tree = treeOf(running.pid ?? 0);
}, 180_000);

afterAll(async () => {
  await ended();
  await Promise.all([sandbox.close(), mail.close()]);
  here.end();
}, 90_000);

async function ended(): Promise<void> {
  if (running.exitCode !== null || running.signalCode !== null) return;
  const gone = new Promise((resolve) => running.once('close', resolve));
  running.kill('SIGTERM');
  await gone;
}

function address(): { temporal: string; intake: string } {
  return JSON.parse(/^\{"temporal".*\}$/m.exec(said)?.[0] ?? '{}');
}

/** Valkey writes more into its own name. */
const executable = ({ arguments: [program = ''] }: Shown) => program.split(' ')[0]?.split('/').at(-1);
const portOf = (name: string) => {
  const pids = tree.filter((p) => executable(p) === name).map((p) => p.pid);
  return listening(tree)
    .filter(({ pid }) => pids.includes(pid))
    .map(({ port }) => port);
};

describe('a whole start', () => {
  it('listens on loopback and nowhere else, with every process that it started', () => {
    const found = listening(tree);
    expect(found.filter(({ address: at }) => !LOOPBACK.includes(at))).toEqual([]);
    expect(portOf('valkey-server')).toHaveLength(1);
    expect(portOf('temporal').length).toBeGreaterThan(2);
    expect(found.map(({ port }) => port)).toContain(Number(new URL(address().intake).port));
  });

  it('has a Valkey that does nothing for whoever does not know its password', async () => {
    const [port = 0] = portOf('valkey-server');
    expect(port).toBeGreaterThan(0);
    const asked = ['GET x', 'CONFIG GET requirepass', 'FLUSHALL', 'AUTH x', `AUTH ${PLANTED.token}`, 'KEYS *', 'QUIT'];
    const socket = connect(port, '127.0.0.1');
    let heard = '';
    socket.on('data', (bytes) => (heard += String(bytes)));
    socket.write(asked.map((command) => `${command}\r\n`).join(''));
    await new Promise((resolve) => socket.once('close', resolve));
    const answers = heard
      .trim()
      .split('\r\n')
      .map((line) => line.split(' ')[0]);
    expect(answers).toEqual(['-NOAUTH', '-NOAUTH', '-NOAUTH', '-WRONGPASS', '-WRONGPASS', '-NOAUTH', '+OK']);
  });

  it('has a Temporal that does nothing for a page in a browser', async () => {
    const arguments_ = tree.find((p) => executable(p) === 'temporal')?.arguments ?? [];
    const port = arguments_[arguments_.indexOf('--http-port') + 1];
    for (const [method, path] of [
      ['POST', 'workflows/x'],
      ['POST', 'workflows/x/terminate'],
      ['GET', 'workflows'],
    ]) {
      const answer = await fetch(`http://127.0.0.1:${port}/api/v1/namespaces/dutybound/${path}`, {
        method: method ?? '',
        headers: { origin: 'https://evil.example', 'content-type': 'text/plain' },
        ...(method === 'POST' && { body: '{}' }),
      });
      expect([method, path, answer.status]).toEqual([method, path, 403]);
    }
  });

  it('writes nothing that another user can read, whatever the umask', async () => {
    await until('the ticket', () => tickets().length === 1);
    expect(openToOthers(data)).toEqual([]);
  });
});

function tickets() {
  return sandbox.store.repositories.flatMap((r) => [...r.tickets.values()]);
}

describe('planted secrets', () => {
  it('are used: a story with what goes wrong in it', async () => {
    const [ticket] = await until('the ticket', () => tickets().length > 0 && tickets());
    const { number } = ticket ?? { number: 0 };
    sandbox.act.comment('sam-okoro', REPO, number, `/extend 2099-01-01 because ${'x'.repeat(10)}`);
    for (const kind of ['token-revoked', 'unreachable', 'error-before-write', 'permission-removed'] as const) {
      sandbox.faults.add({ kind });
      for (const command of [['doctor'], ['doctor', '--json'], ['status', '--json'], ['apply', '--yes']])
        await here.run(...command);
      await pause(500);
      sandbox.faults.clear();
    }
    await fetch(`${address().intake}/hooks/github`, { method: 'POST', body: `{"token":"${PLANTED.token}"}` });
    await until(
      'a mail to be refused',
      () => mail.refused() > 3,
      () => said.slice(-3000),
    );
    mail.forgive();
    await until(
      'the mail to go out in the end',
      async () => (await here.run('redrive')).code === 0 && mail.heard().includes('Access review'),
      () => said.slice(-3000),
    );
    for (const command of [['verify'], ['verify', '--json'], ['status'], ['validate'], ['preview', '--json']])
      await here.run(...command);
    const text = readFileSync(join(here.folder, 'isms.yaml'), 'utf8');
    for (const [key, secret] of Object.entries(PLANTED)) {
      here.write(
        'wrong.yaml',
        text.replace(/\$\{env:HOOK\}/, secret).replace('organisation:', `${key}: ${secret}\norganisation:`),
      );
      for (const command of ['validate', 'doctor', 'preview']) await here.run(command, '--programme', 'wrong.yaml');
    }
    here.write('wrong.yaml', '');
    for (const port of [1, Number(new URL(address().intake).port)]) {
      const url = `postgres://isms:${PLANTED.postgres}@127.0.0.1:${port}/isms`;
      if (port === 1) await here.spawn(['--register', url, 'status']);
      here.env.DUTYBOUND_REGISTER = url;
      for (const command of [['status'], ['init', '--yes'], ['doctor'], ['verify', '--json']])
        await here.run(...command);
      here.env.DUTYBOUND_REGISTER = undefined;
    }
    histories = await everyHistory();
  }, 240_000);

  it('stand on no command line', () => {
    tree = treeOf(running.pid ?? 0);
    expect(tree.length).toBeGreaterThan(5);
    expect(tree.filter((p) => secretsIn(p.arguments.join(' ')).length > 0)).toEqual([]);
    const password = readFileSync(join(data, 'valkey', 'valkey.password'), 'utf8').trim();
    expect(tree.filter((p) => p.arguments.join(' ').includes(password))).toEqual([]);
  });

  it('stand in no line that was printed or logged', () => {
    expect(said.length).toBeGreaterThan(500);
    expect(secretsIn(said)).toEqual([]);
    expect(here.printed.length).toBeGreaterThan(50);
    expect(here.printed.filter((text) => secretsIn(text).length > 0)).toEqual([]);
    expect(here.printed.join('')).toContain('[secret]');
  });

  it('stand in no ticket, comment, or mail', () => {
    const said = tickets().flatMap((t) => [t.title, t.body, ...t.comments.map((c) => c.body)]);
    const all = [...said, mail.heard()].join('\n');
    expect(all).toContain('Access review');
    expect(secretsIn(all)).toEqual([]);
  });

  it('stand in no history', () => {
    expect(histories).toContain('WorkflowExecutionStarted'.slice(0, 8));
    expect(histories.length).toBeGreaterThan(1_000);
    expect(secretsIn(histories)).toEqual([]);
  });

  it('stand in no file but those that are there for it', async () => {
    const password = readFileSync(join(data, 'valkey', 'valkey.password'), 'utf8').trim();
    const secrets = { ...PLANTED, valkey: password };
    expect(filesWithSecrets(here.folder, secrets)).toEqual({
      'private/token': ['token'],
      '.dutybound/valkey/valkey.conf': ['valkey'],
      '.dutybound/valkey/valkey.password': ['valkey'],
    });
    await ended();
    expect(secretsIn(said)).toEqual([]);
    expect(Object.keys(filesWithSecrets(here.folder, secrets))).toHaveLength(3);
    chmodSync(data, 0o700);
  }, 90_000);
});

async function everyHistory(): Promise<string> {
  const connection = await Connection.connect({ address: address().temporal });
  try {
    const client = new Client({ connection, namespace: 'dutybound' });
    const texts: string[] = [];
    for await (const { workflowId, runId } of client.workflow.list())
      texts.push(JSON.stringify(await client.workflow.getHandle(workflowId, runId).fetchHistory(), readable));
    return texts.join('\n');
  } finally {
    await connection.close();
  }
}

function readable(_: string, value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value;
}
