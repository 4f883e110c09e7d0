import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type QueryResult } from 'pg';
import { startGuarded } from '../../../workers/servers/guarded.ts';
import { withAnotherPort } from '../../../workers/servers/retry-port.ts';
import { postgresBinaries } from './postgres-binaries.ts';

/** PostgreSQL refuses to run as root; then it runs as `nobody`. */
const NOBODY = 65_534;
const root = process.getuid?.() === 0;

const settings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '32MB',
  // Nothing of it is kept: power may fail.
  fsync: 'off',
  full_page_writes: 'off',
};

export interface PostgresServer {
  port: number;
  /** Of the superuser, password included. */
  url: string;
  password: string;
  /** Of its first process, which starts one for each connection. */
  pid: number;
  /** Runs statements as superuser. @returns the rows of the last one. */
  run(statement: string): Promise<Record<string, unknown>[]>;
  /** Ends the server and deletes its files. */
  stop(): Promise<void>;
}

/** Starts a PostgreSQL server on loopback, with files of its own and a language whose order is not that of bytes. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'dutybound-postgres-'));
  const password = randomBytes(12).toString('hex');
  try {
    if (root) chownSync(folder, NOBODY, NOBODY);
    const binaries = postgresBinaries(folder, root);
    const data = join(folder, 'data');
    makeCluster(join(binaries, 'initdb'), folder, data, password);
    const server = await withAnotherPort(undefined, async (port) => {
      const [executable = '', ...args] = ownUser(join(binaries, 'postgres'), ['-D', data, ...flags(port)]);
      const url = `postgres://postgres:${password}@127.0.0.1:${port}/postgres`;
      const run = (statement: string) => runAt(url, statement);
      const healthy = () => run('select 1').then(Boolean, () => false);
      const address = `127.0.0.1:${port}`;
      const running = await startGuarded({ name: 'postgres', executable, args, dataFolder: folder, address, healthy });
      return { port, url, run, running };
    });
    return {
      port: server.port,
      url: server.url,
      password,
      pid: server.running.pid,
      run: server.run,
      stop: async () => {
        // It waits for whoever is connected.
        await server.run('select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid()');
        await server.running.stop();
        rmSync(folder, { recursive: true, force: true });
      },
    };
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
}

function makeCluster(initdb: string, folder: string, data: string, password: string): void {
  const file = join(folder, 'password');
  writeFileSync(file, password, { mode: 0o600 });
  if (root) chownSync(file, NOBODY, NOBODY);
  const place = ['-D', data, '--username=postgres', '--auth=scram-sha-256', `--pwfile=${file}`, '--no-sync'];
  // Each register of the tests connects several times.
  const quick = ['--set', 'scram_iterations=1'];
  const language = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=en-US'];
  const [command = '', ...args] = ownUser(initdb, [...place, ...language, ...quick]);
  const { status, stderr, error } = spawnSync(command, args, { encoding: 'utf8', cwd: folder });
  if (status !== 0) throw new Error(`initdb failed: ${error?.message ?? stderr}`);
}

function flags(port: number): string[] {
  return Object.entries({ ...settings, port: String(port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

function ownUser(executable: string, args: string[]): string[] {
  if (!root) return [executable, ...args];
  return ['setpriv', `--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', executable, ...args];
}

async function runAt(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  await client.connect();
  try {
    const found: QueryResult | QueryResult[] = await client.query(statement);
    return [found].flat().at(-1)?.rows ?? [];
  } finally {
    await client.end();
  }
}
