import { Command } from 'commander';
import { listeningAt } from '../listening.ts';
import { apart, ops, shared, wholeNumber } from '../options.ts';
import { type ApartOptions, processOptions } from '../process-options.ts';
import type { Terminal } from '../terminal.ts';
import { letGo, untilEnded } from '../until-ended.ts';

interface Options extends ApartOptions {
  redis: string;
  host: string;
  port: number;
}

/** `intake`: takes webhooks apart from the workers; any number may run on one queue. */
export function intake(terminal: Terminal): Command {
  return new Command('intake')
    .description('take webhooks, apart from the workers; any number may run on one queue')
    .addOption(shared.data())
    .addOption(apart.temporal())
    .addOption(apart.namespace())
    .addOption(apart.redis())
    .option('--host <address>', 'where webhooks are taken; beyond loopback only with --yes', '127.0.0.1')
    .option('--port <port>', 'port of webhooks; 0 for a free one', wholeNumber(0, 65_535), 0)
    .addOption(ops.host())
    .addOption(ops.port())
    .addOption(shared.yes())
    .action(async (options: Options) => {
      const { DUTYBOUND_REDIS_PASSWORD: password } = terminal.env;
      const redis = { address: options.redis, ...(password && { password }) };
      const host = listeningAt('--host', options.host, options.yes === true);
      const process = { ...processOptions(terminal, options), host, port: options.port, redis };
      const ended = untilEnded();
      const { runIntake } = await import('../../workers/intake-process.ts');
      await runIntake(process, ended, ({ webhooks, ops }) =>
        terminal.out(`Webhooks ${webhooks}, metrics ${ops}/metrics. End with Ctrl-C.`),
      );
      letGo();
    });
}
