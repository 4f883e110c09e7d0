import { Command } from 'commander';
import { createLog } from '../../workers/log.ts';
import { runWorker } from '../../workers/worker-process.ts';
import { installationOf, logLevel, secretValues, shared } from '../options.ts';
import type { Terminal } from '../terminal.ts';

/** `worker`: runs workflows and activities against a Temporal server; any number may run. */
export function worker(terminal: Terminal): Command {
  return new Command('worker')
    .description('run a worker against a Temporal server')
    .addOption(shared.data())
    .requiredOption('--temporal <address>', 'host:port of Temporal')
    .option('--namespace <name>', 'namespace', 'dutybound')
    .action(async (options: { data: string; temporal: string; namespace: string }) => {
      const log = createLog({ level: logLevel(terminal.env.DUTYBOUND_LOG), secrets: () => secretValues(terminal.env) });
      const ended = new Promise<void>((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
        process.once('disconnect', () => resolve());
      });
      await runWorker(
        {
          installation: installationOf(terminal, options.data),
          temporal: options.temporal,
          namespace: options.namespace,
          env: terminal.env,
          log: (message, fields) => log.info(fields ?? {}, message),
        },
        ended,
      );
      // The channel to the parent would keep this process alive.
      if (process.connected) process.disconnect();
    });
}
