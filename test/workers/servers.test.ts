import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { Redis } from 'ioredis';
import { locateServer } from '../../workers/servers/locate.ts';
import { lockFolder } from '../../workers/servers/lock.ts';
import { startTemporal } from '../../workers/servers/temporal.ts';
import { startValkey, valkeyPassword } from '../../workers/servers/valkey.ts';

const root = mkdtempSync(join(tmpdir(), 'dutybound-servers-'));
const servers = new URL('../../workers/servers/', import.meta.url).href;
const valkey = locateServer('valkey-server', process.env, true);
const temporal = locateServer('temporal', process.env, true);

afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Runs TypeScript in another process; resolves once it printed a line. */
async function other(name: string, code: string) {
  const file = join(root, `${name}.ts`);
  writeFileSync(file, code);
  const child = spawn(process.execPath, [file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const line = await new Promise<string>((resolve) =>
    child.stdout.once('data', (data) => resolve(String(data).trim())),
  );
  return { line, child, kill: () => new Promise((gone) => child.once('exit', gone) && child.kill('SIGKILL')) };
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await sleep(20);
}

describe('locateServer', () => {
  const mine = join(root, 'mine');
  mkdirSync(mine);
  writeFileSync(join(mine, 'temporal'), '', { mode: 0o755 });
  writeFileSync(join(mine, 'valkey-server'), '', { mode: 0o644 });

  it('prefers DUTYBOUND_SERVERS, then PATH, then the pinned ones', () => {
    expect(locateServer('temporal', { DUTYBOUND_SERVERS: mine, PATH: '/nowhere' }, false)).toBe(join(mine, 'temporal'));
    expect(locateServer('temporal', { PATH: `/nowhere:${mine}` }, false)).toBe(join(mine, 'temporal'));
    expect(locateServer('temporal', { PATH: mine }, true)).toMatch(/\.servers\/[0-9a-f]{16}\/bin\/temporal$/);
  });

  it('passes over a file that cannot be executed', () => {
    expect(locateServer('valkey-server', { DUTYBOUND_SERVERS: mine }, true)).not.toContain(mine);
  });
});

describe('lockFolder', () => {
  it('keeps a second process out, names the first, and is free once that one was killed', async () => {
    const folder = join(root, 'locked');
    const code = `import { lockFolder } from '${servers}lock.ts'; lockFolder('${folder}'); console.log(process.pid); setInterval(() => {}, 1000);`;
    const holder = await other('holder', code);
    expect(() => lockFolder(folder)).toThrow(`another dutybound (pid ${holder.line}) uses ${folder}`);
    await holder.kill();
    const lock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(`pid ${process.pid}`);
    lock.release();
    lockFolder(folder).release();
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it("refuses somebody's open folder and leaves it as it is", () => {
    const folder = join(root, 'open');
    mkdirSync(folder, { mode: 0o755 });
    writeFileSync(join(folder, 'photo.jpg'), '');
    expect(() => lockFolder(folder)).toThrow(`chmod 700 ${folder}`);
    expect(statSync(folder).mode & 0o777).toBe(0o755);
  });
});

describe('startValkey', () => {
  it('serves on loopback behind a password that stands only in a private file, and keeps what it was told', async () => {
    const dataFolder = join(root, 'valkey');
    const password = await valkeyPassword(dataFolder);
    expect(await valkeyPassword(dataFolder)).toBe(password);
    const first = await startValkey({ executable: valkey, dataFolder, password });
    const [host = '', port = ''] = first.address.split(':');
    const stranger = new Redis(Number(port), host, { lazyConnect: true, retryStrategy: () => null });
    stranger.on('error', () => {});
    await expect(stranger.get('key')).rejects.toThrow('NOAUTH');
    stranger.disconnect();
    const redis = new Redis(Number(port), host, { password });
    await redis.set('key', 'kept');
    expect(await redis.config('GET', 'maxmemory-policy')).toContain('noeviction');
    expect(await redis.config('GET', 'appendfsync')).toContain('everysec');
    expect(await redis.config('GET', 'bind')).toContain('127.0.0.1');
    redis.disconnect();
    expect(readFileSync(`/proc/${first.pid}/cmdline`, 'latin1')).not.toContain(password);
    for (const file of ['valkey.conf', 'valkey.password']) {
      expect(statSync(join(dataFolder, file)).mode & 0o777).toBe(0o600);
    }
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);

    const second = await startValkey({ executable: valkey, dataFolder, password });
    const again = new Redis(Number(second.address.split(':')[1]), host, { password });
    expect(await again.get('key')).toBe('kept');
    again.disconnect();
    await second.stop();
  });

  it('tells when the server ends by itself, and not when it was stopped', async () => {
    const dataFolder = join(root, 'exits');
    const told: string[] = [];
    const stopped = await startValkey({ executable: valkey, dataFolder, password: 'x' });
    stopped.onExit((why) => told.push(why));
    await stopped.stop();
    const killed = await startValkey({ executable: valkey, dataFolder, password: 'x' });
    const why = new Promise<string>((resolve) => killed.onExit(resolve));
    process.kill(killed.pid, 'SIGKILL');
    expect(await why).toContain('valkey ended (SIGKILL). Its last words: ');
    await killed.stop();
    expect(told).toEqual([]);
  });

  it('says why it did not start', async () => {
    const start = startValkey({ executable: '/bin/false', dataFolder: join(root, 'false'), password: 'x', port: 1 });
    await expect(start).rejects.toThrow(/valkey did not start: exit code 1\. It was run as \/bin\/false/);
    const none = startValkey({ executable: '/nowhere/v', dataFolder: join(root, 'none'), password: 'x', port: 1 });
    await expect(none).rejects.toThrow(/ENOENT/);
  });

  it('ends with a parent that was killed, and the folder can be used at once', async () => {
    const dataFolder = join(root, 'orphan');
    const options = `{ executable: '${valkey}', dataFolder: '${dataFolder}', password: 'x' }`;
    const code = `import { startValkey } from '${servers}valkey.ts'; console.log((await startValkey(${options})).pid);`;
    const parent = await other('parent', code);
    const pid = Number(parent.line);
    expect(isAlive(pid)).toBe(true);
    await parent.kill();
    const successor = await startValkey({ executable: valkey, dataFolder, password: 'x' });
    expect(isAlive(pid)).toBe(false);
    await successor.stop();
  });
});

describe('startTemporal', () => {
  it('serves the namespace, keeps workflows over a restart, and its HTTP port serves nobody', async () => {
    const dataFolder = join(root, 'temporal');
    const options = { executable: temporal, dataFolder, ip: '127.0.0.1', namespace: 'duties' } as const;
    const first = await startTemporal(options);
    const connection = await Connection.connect({ address: first.address });
    const client = new Client({ connection, namespace: 'duties' });
    await client.workflow.start('nobody', { taskQueue: 'none', workflowId: 'kept' });
    const args = readFileSync(`/proc/${first.pid}/cmdline`, 'utf8').split('\0');
    expect(args.find((arg) => arg.includes(dataFolder))).toMatch(/temporal-1\.32\.0\.sqlite$/);
    const http = args[args.indexOf('--http-port') + 1];
    const answer = await fetch(`http://127.0.0.1:${http}/api/v1/namespaces/duties/workflows/x`, {
      method: 'POST',
      body: '{}',
    });
    expect(answer.status).toBe(403);
    await connection.close();
    await first.stop();
    await untilGone(first.pid);

    const second = await startTemporal(options);
    const again = await Connection.connect({ address: second.address });
    const seen = new Client({ connection: again, namespace: 'duties' }).workflow.getHandle('kept');
    expect((await seen.describe()).status.name).toBe('RUNNING');
    await again.close();
    await second.stop();
  });
});
