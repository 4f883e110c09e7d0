import { fileURLToPath } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { startNode } from '../../script/story/processes.ts';
import { until } from '../../script/story/until.ts';
import { findEngine } from '../../workers/installation.ts';
import { connectEngine, type Engine } from '../../workers/temporal-client.ts';
import type { Stage } from '../stage.ts';
import type { Site } from './site.ts';

const DUTYBOUND = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));
const START_WITHIN = 120;

/** `dutybound up`, running. */
export interface Up {
  pid: number;
  temporal: string;
  namespace: string;
  intake: string;
  /** Process ids of the workers started so far, the latest last. */
  workers: number[];
  /** When each of them said that it runs, epoch ms. */
  running: number[];
  end(): Promise<void>;
}

/** Starts everything on this machine and waits until a worker runs; it ends with the stage. */
export async function startUp({ folder, signal, ending }: Stage, { installation, env }: Site): Promise<Up> {
  const up = startNode('up', [DUTYBOUND, 'up', '--data', installation.folder], env, folder);
  ending(() => up.end());
  const workers: number[] = [];
  const running: number[] = [];
  up.onLine((line) => {
    const { msg, pid } = said(line);
    if (msg === 'worker started' && pid !== undefined) workers.push(pid);
    if (msg === 'worker runs') running.push(Date.now());
  });
  const look = () => (running.length > 0 ? findEngine(installation) : undefined);
  const address = await Promise.race([up.failed, until('dutybound up to run', look, signal, START_WITHIN)]);
  return { ...address, pid: up.pid, workers, running, end: () => up.end() };
}

function said(line: string): { msg?: string; pid?: number } {
  return line.startsWith('{') ? JSON.parse(line) : {};
}

/** Connects to the Temporal of a running engine, as its workers do; ends with the stage. */
export async function connected({ ending }: Stage, { temporal, namespace }: Up): Promise<Engine> {
  const engine = await connectEngine(temporal, namespace);
  ending(() => engine.close());
  return engine;
}

/** Temporal's own client; ends with the stage. */
export async function temporalClient(
  { ending }: Stage,
  { temporal, namespace }: Pick<Up, 'temporal' | 'namespace'>,
): Promise<Client> {
  const connection = await Connection.connect({ address: temporal, connectTimeout: 10_000 });
  ending(() => connection.close());
  return new Client({ connection, namespace });
}
