import { execFile } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Connection } from '@temporalio/client';
import { ServerError } from './error.ts';
import { freePort } from './free-port.ts';
import { type RunningServer, startGuarded } from './guarded.ts';
import { makePrivate } from './lock.ts';
import { withAnotherPort } from './retry-port.ts';

export interface TemporalOptions {
  executable: string;
  dataFolder: string;
  ip: '127.0.0.1';
  /** Of the gRPC service; a free one if not given. */
  port?: number;
  namespace: string;
  log?: (line: string) => void;
}

const PROBE_MS = 2_000;

/**
 * Starts Temporal's development server on a file and waits until it serves the namespace. The file's name carries the server's
 * version: an existing file gets no schema migration, and Temporal's store may be lost without loss of records.
 * @throws ServerError if it does not start.
 */
export async function startTemporal(options: TemporalOptions): Promise<RunningServer> {
  makePrivate(options.dataFolder);
  const file = join(options.dataFolder, `temporal-${await serverVersion(options.executable)}.sqlite`);
  return withAnotherPort(options.port, async (port) =>
    startGuarded({
      name: 'temporal',
      executable: options.executable,
      args: await argumentsFor(options, port, file),
      dataFolder: options.dataFolder,
      address: `${options.ip}:${port}`,
      healthy: () => serves(options.ip, port, options.namespace),
      ...(options.log ? { log: options.log } : {}),
    }),
  );
}

async function argumentsFor(options: TemporalOptions, port: number, file: string): Promise<string[]> {
  const [http, metrics] = await Promise.all([freePort(options.ip), freePort(options.ip)]);
  return [
    ...['server', 'start-dev', '--headless', '--log-level', 'warn'],
    ...['--ip', options.ip, '--port', String(port), '--http-port', String(http), '--metrics-port', String(metrics)],
    ...['--namespace', options.namespace, '--db-filename', file],
    ...['--sqlite-pragma', 'journal_mode=WAL', '--sqlite-pragma', 'synchronous=NORMAL'],
    // The HTTP API takes cross-origin posts: without this any web page could start and terminate workflows.
    ...['--dynamic-config-value', 'frontend.httpAllowedHosts=["none.invalid"]'],
  ];
}

async function serverVersion(executable: string): Promise<string> {
  const { stdout } = await promisify(execFile)(executable, ['--version'], { timeout: 20_000 });
  const version = /Server ([\w.-]+)/.exec(stdout)?.[1];
  if (!version) {
    throw new ServerError(
      `${executable} --version says "${stdout.trim()}", not "... (Server X.Y.Z ...)". Use the CLI 1.x.`,
    );
  }
  return version;
}

async function serves(host: string, port: number, namespace: string): Promise<boolean> {
  if (!(await listens(host, port))) return false;
  try {
    const connection = await Connection.connect({ address: `${host}:${port}`, connectTimeout: PROBE_MS });
    try {
      await connection.withDeadline(Date.now() + PROBE_MS, () =>
        connection.workflowService.describeNamespace({ namespace }),
      );
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}

/** @returns whether somebody listens there: a gRPC channel that once met a closed port waits before it tries again. */
export function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(PROBE_MS, () => end(false));
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
