import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { type RunningServer, startGuarded } from './guarded.ts';
import { makePrivate } from './lock.ts';
import { withAnotherPort } from './retry-port.ts';

export interface ValkeyOptions {
  executable: string;
  dataFolder: string;
  password: string;
  /** A free one if not given. */
  port?: number;
  log?: (line: string) => void;
}

const HOST = '127.0.0.1';
const PROBE_MS = 2_000;

/**
 * Starts Valkey on loopback with a password and an append-only file (fsync each second, nothing evicted), and waits until it answers.
 * The password stands in a file of mode 0600, never on a command line.
 * @throws ServerError if it does not start.
 */
export async function startValkey(options: ValkeyOptions): Promise<RunningServer> {
  makePrivate(options.dataFolder);
  const file = join(options.dataFolder, 'valkey.conf');
  return withAnotherPort(options.port, async (port) => {
    await writePrivate(file, settings(options, port));
    return startGuarded({
      name: 'valkey',
      executable: options.executable,
      args: [file],
      dataFolder: options.dataFolder,
      address: `${HOST}:${port}`,
      healthy: () => answers(port, options.password),
      ...(options.log ? { log: options.log } : {}),
    });
  });
}

/** @returns the password kept in `folder` (file `valkey.password`, 0600), made at random on the first call. */
export async function valkeyPassword(folder: string): Promise<string> {
  makePrivate(folder);
  const file = join(folder, 'valkey.password');
  if (!existsSync(file)) await writeFile(file, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' });
  return (await readFile(file, 'utf8')).trim();
}

function settings(options: ValkeyOptions, port: number): string {
  return [
    `bind ${HOST}`,
    `port ${port}`,
    'protected-mode yes',
    `requirepass ${JSON.stringify(options.password)}`,
    `dir ${JSON.stringify(options.dataFolder)}`,
    'appendonly yes',
    'appendfsync everysec',
    'save ""',
    'maxmemory-policy noeviction',
    'daemonize no',
    'loglevel notice',
    '',
  ].join('\n');
}

async function writePrivate(file: string, text: string): Promise<void> {
  await writeFile(file, '', { mode: 0o600, flag: 'a' });
  await chmod(file, 0o600);
  await writeFile(file, text);
}

function answers(port: number, password: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host: HOST, port });
    let heard = '';
    const end = () => {
      socket.destroy();
      resolve(heard.includes('+PONG'));
    };
    socket.setTimeout(PROBE_MS, end).once('error', end).once('close', end);
    socket.once('connect', () => socket.write(command(['AUTH', password]) + command(['PING']) + command(['QUIT'])));
    socket.on('data', (bytes) => {
      heard += bytes.toString('latin1');
    });
  });
}

function command(words: string[]): string {
  return `*${words.length}\r\n${words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`).join('')}`;
}
