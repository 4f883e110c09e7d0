import { Command } from 'commander';
import { runIntake } from '../../workers/intake-process.ts';
import { apart, shared, wholeNumber } from '../options.ts';
import { processOptions } from '../process-options.ts';
import type { Terminal } from '../terminal.ts';
import { letGo, untilEnded } from '../until-ended.ts';

interface Options {
  data: string;
  temporal: string;
  namespace: string;
  redis: string;
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
    .option('--port <port>', 'port on loopback; 0 for a free one', wholeNumber(0, 65_535), 0)
    .action(async (options: Options) => {
      const { DUTYBOUND_REDIS_PASSWORD: password } = terminal.env;
      const redis = { address: options.redis, ...(password && { password }) };
      const tell = (url: string) => terminal.out(`Webhooks ${url}. End with Ctrl-C.`);
      await runIntake({ ...processOptions(terminal, options), port: options.port, redis }, untilEnded(), tell);
      letGo();
    });
}
