import { Command, Option } from 'commander';
import { apart, ops, shared, wholeNumber } from '../options.ts';
import { type ApartOptions, processOptions } from '../process-options.ts';
import type { Terminal } from '../terminal.ts';
import { letGo, untilEnded } from '../until-ended.ts';

/** `worker`: runs workflows and activities against a Temporal server; any number may run. */
export function worker(terminal: Terminal): Command {
  return new Command('worker')
    .description('run a worker against a Temporal server; any number may run')
    .addOption(shared.data())
    .addOption(apart.temporal())
    .addOption(apart.namespace())
    .addOption(ops.host())
    .addOption(ops.port())
    .addOption(
      new Option(
        '--sdk-metrics-port <port>',
        "port on loopback for the metrics of Temporal's own client; none without it",
      )
        .env('DUTYBOUND_SDK_METRICS_PORT')
        .argParser(wholeNumber(1, 65_535)),
    )
    .addOption(shared.yes())
    .action(async (options: ApartOptions & { sdkMetricsPort?: number }) => {
      const { sdkMetricsPort: sdkMetrics } = options;
      const ended = untilEnded();
      const process = { ...processOptions(terminal, options), ...(sdkMetrics && { sdkMetrics }) };
      const { runWorker } = await import('../../workers/worker-process.ts');
      await runWorker(process, ended);
      letGo();
    });
}
