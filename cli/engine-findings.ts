import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../activities/doctor/finding.ts';
import { findingsOf } from '../activities/doctor/look.ts';
import { findEngine, type Installation } from '../workers/installation.ts';
import { locateServer } from '../workers/servers/locate.ts';
import type { QueueHealth } from '../workers/temporal-health.ts';

const SERVERS = ['temporal', 'valkey-server'] as const;

/** Where the engine's parts are, if they run apart. */
export interface Apart {
  temporal?: string;
  namespace: string;
  redis?: string;
}

/** Where one server is looked for, and where that was said. */
interface Server {
  name: 'temporal' | 'redis';
  address: string;
  place: string;
  look: () => Promise<QueueHealth>;
}

/** @returns whether the engine runs, answers, and has workers; where it does not run, whether it could. */
export async function engineFindings(
  installation: Installation,
  apart: Apart,
  env: Record<string, string | undefined>,
): Promise<Finding[]> {
  const servers = serversOf(installation, apart, env);
  const found = findEngine(installation);
  const here: Finding[] = found
    ? [{ name: 'engine', level: 'ok', found: `pid ${found.pid}, webhooks at ${found.intake}` }]
    : [];
  if (servers.length === 0) return [notRunning(installation), binaries(env)];
  const looks = servers.map((server) =>
    findingsOf({ name: server.name, place: server.place, operational: true }, () => examineServer(server)),
  );
  return [...here, ...(await Promise.all(looks)).flat()];
}

/** Options go first; what `up` announced is looked at where they name nothing. */
function serversOf(installation: Installation, apart: Apart, env: Record<string, string | undefined>): Server[] {
  const found = findEngine(installation);
  const announced = join(installation.folder, 'engine.json');
  const servers: Server[] = [];
  const temporal = apart.temporal ?? found?.temporal;
  if (temporal) {
    const namespace = apart.temporal ? apart.namespace : (found?.namespace ?? apart.namespace);
    const place = apart.temporal ? '--temporal' : announced;
    const look = async () => (await import('../workers/temporal-health.ts')).lookAtTemporal(temporal, namespace);
    servers.push({ name: 'temporal', address: temporal, place, look });
  }
  const redis = apart.redis ?? found?.redis;
  if (redis) {
    const password = apart.redis ? env.DUTYBOUND_REDIS_PASSWORD : passwordIn(installation);
    const place = apart.redis ? '--redis' : announced;
    const given = { address: redis, ...(password && { password }) };
    const look = async () => (await import('../workers/redis-health.ts')).lookAtRedis(given);
    servers.push({ name: 'redis', address: redis, place, look });
  }
  return servers;
}

async function examineServer({ name, address, place, look }: Server): Promise<Finding[]> {
  const at = { name, place, level: 'problem', operational: true } as const;
  try {
    const { queue, workers, waiting } = await look();
    if (workers > 0)
      return [{ name, level: 'ok', found: `${address}, ${workers} on queue ${queue}, ${waiting} waiting` }];
    const found = `${address}: queue ${queue} has no workers; ${waiting} waiting`;
    const start = name === 'temporal' ? 'dutybound worker' : 'dutybound intake';
    const fix = `start one: ${start}, or dutybound up for all; where one runs, read its log`;
    return [{ ...at, what: 'no-workers', found, fix, allowed: 'at least one' }];
  } catch (error) {
    const found = `${address} cannot be used: ${error instanceof Error ? error.message : String(error)}`;
    const fix = `see whether it runs there and lets us in${name === 'redis' ? ' (DUTYBOUND_REDIS_PASSWORD)' : ''}; else name another one`;
    return [{ ...at, what: name, found, fix, allowed: 'HOST:PORT that answers' }];
  }
}

/** The password of `up`'s own Valkey. */
function passwordIn({ folder }: Installation): string | undefined {
  const file = join(folder, 'valkey', 'valkey.password');
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

function notRunning({ folder }: Installation): Finding {
  const found = 'not running here';
  const fix = 'dutybound up; where its parts run elsewhere, say where: --temporal, --redis';
  return { name: 'engine', level: 'note', what: 'not-running', place: folder, found, fix };
}

function binaries(env: Record<string, string | undefined>): Finding {
  try {
    for (const name of SERVERS) locateServer(name, env, false);
    return { name: 'servers', level: 'ok', found: SERVERS.join(', ') };
  } catch (error) {
    const found = error instanceof Error ? error.message : String(error);
    return { name: 'servers', level: 'note', what: 'servers', found, fix: 'script/bootstrap' };
  }
}
