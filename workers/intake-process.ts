import { liveDependencies } from './dependencies.ts';
import { follow } from './follow.ts';
import { openInstalled } from './installation.ts';
import { type IntakeParts, startIntake } from './intake.ts';
import { connectEngine } from './temporal-client.ts';
import type { ProcessOptions } from './worker-process.ts';

/**
 * Runs a webhook intake until `stopped` resolves; any number may run beside each other on one queue.
 * @param tell called with the address once it listens.
 * @throws RegisterError, or Error if Temporal does not answer or the port is taken.
 */
export async function runIntake(
  options: ProcessOptions & Pick<IntakeParts, 'port' | 'redis'>,
  stopped: Promise<unknown>,
  tell: (url: string) => void,
): Promise<void> {
  const { installation, temporal, namespace, env, log, port, redis } = options;
  const register = await openInstalled(installation);
  const engine = await connectEngine(temporal, namespace);
  const live = liveDependencies({ register, engine, env, log });
  await live.refresh();
  try {
    const intake = await startIntake({ deps: live.deps, port, redis });
    const end = follow(live, log);
    tell(intake.url);
    await stopped;
    end();
    await intake.close();
  } finally {
    await engine.close();
    await register.close();
  }
}
