import { Command } from 'commander';
import { runWorker } from '../../workers/worker-process.ts';
import { apart, shared } from '../options.ts';
import { processOptions } from '../process-options.ts';
import type { Terminal } from '../terminal.ts';
import { letGo, untilEnded } from '../until-ended.ts';

/** `worker`: runs workflows and activities against a Temporal server; any number may run. */
export function worker(terminal: Terminal): Command {
  return new Command('worker')
    .description('run a worker against a Temporal server; any number may run')
    .addOption(shared.data())
    .addOption(apart.temporal())
    .addOption(apart.namespace())
    .action(async (options: { data: string; temporal: string; namespace: string }) => {
      await runWorker(processOptions(terminal, options), untilEnded());
      letGo();
    });
}
