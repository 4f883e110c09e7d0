import type { Finding } from '../activities/doctor/finding.ts';
import { findEngine, type Installation } from '../workers/installation.ts';
import { locateServer } from '../workers/servers/locate.ts';
import { connectEngine } from '../workers/temporal-client.ts';

const SERVERS = ['temporal', 'valkey-server'] as const;

/** @returns whether the engine runs and answers; where it does not run, whether it could. */
export async function engineFindings(
  installation: Installation,
  env: Record<string, string | undefined>,
): Promise<Finding[]> {
  const found = findEngine(installation);
  if (!found) return [{ name: 'engine', level: 'note', found: 'not running', fix: 'dutybound up' }, servers(env)];
  try {
    await (await connectEngine(found.temporal, found.namespace)).close();
    return [{ name: 'engine', level: 'ok', found: `pid ${found.pid}, webhooks at ${found.intake}` }];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const silent = `pid ${found.pid} runs, but Temporal does not answer at ${found.temporal}: ${why}`;
    return [{ name: 'engine', level: 'note', found: silent, fix: 'stop it, and start it again: dutybound up' }];
  }
}

function servers(env: Record<string, string | undefined>): Finding {
  try {
    for (const name of SERVERS) locateServer(name, env, false);
    return { name: 'servers', level: 'ok', found: SERVERS.join(', ') };
  } catch (error) {
    return { name: 'servers', level: 'note', found: error instanceof Error ? error.message : String(error) };
  }
}
