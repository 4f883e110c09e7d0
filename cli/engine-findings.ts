import type { Finding } from '../activities/doctor/finding.ts';
import { findEngine, type Installation } from '../workers/installation.ts';
import { locateServer } from '../workers/servers/locate.ts';
import { connectEngine } from '../workers/temporal-client.ts';

const SERVERS = ['temporal', 'valkey-server'] as const;

/** @returns whether the engine runs and answers; where it does not run, whether it could. */
export async function engineFindings(installation: Installation, env: Record<string, string | undefined>): Promise<Finding[]> {
  const found = findEngine(installation);
  if (!found) return [{ name: 'engine', level: 'note', found: 'not running', fix: 'dutybound up' }, ...binaries(env)];
  try {
    await (await connectEngine(found.temporal, found.namespace)).close();
    return [{ name: 'engine', level: 'ok', found: `running, pid ${found.pid}, webhooks at ${found.intake}` }];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return [{ name: 'engine', level: 'note', found: `pid ${found.pid} runs, but Temporal does not answer at ${found.temporal}: ${why}` }];
  }
}

function binaries(env: Record<string, string | undefined>): Finding[] {
  return SERVERS.map((name): Finding => {
    try {
      return { name, level: 'ok', found: locateServer(name, env, false) };
    } catch (error) {
      return { name, level: 'note', found: error instanceof Error ? error.message : String(error) };
    }
  });
}
