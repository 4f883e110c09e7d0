import { fileURLToPath } from 'node:url';
import { Command } from 'commander';
import { installationOf, ops, shared, wholeNumber } from '../options.ts';
import { preflight } from '../preflight.ts';
import { type OpsOptions, opsAddress, processLog } from '../process-options.ts';
import type { Terminal } from '../terminal.ts';
import { letGo, untilEnded } from '../until-ended.ts';

const MAIN = fileURLToPath(new URL('../main.ts', import.meta.url));

/** `up`: runs everything on this machine until it is told to end. */
export function up(terminal: Terminal): Command {
  return new Command('up')
    .description('run everything on this machine: Temporal, Valkey, intake, worker')
    .addOption(shared.data())
    .addOption(shared.json())
    .option(
      '--intake-port <port>',
      'port of the webhook intake on loopback; 0 for a free one',
      wholeNumber(0, 65_535),
      0,
    )
    .addOption(ops.host())
    .addOption(ops.port())
    .addOption(shared.yes())
    .action(async (options: OpsOptions & { data: string; intakePort: number; json?: boolean }) => {
      const installation = installationOf(terminal, options.data);
      await preflight(terminal, installation);
      const ended = untilEnded();
      const { up: start } = await import('../../workers/up.ts');
      const running = await start({
        installation,
        worker: [process.execPath, MAIN, 'worker', '--data', installation.folder],
        intakePort: options.intakePort,
        ops: opsAddress(options),
        env: terminal.env,
        log: processLog(terminal),
      });
      const { temporal, intake, ops } = running;
      if (options.json) terminal.out(JSON.stringify({ temporal, intake, ops, pid: process.pid }));
      else terminal.out(`Up. Temporal ${temporal}, webhooks ${intake}, metrics ${ops}/metrics. End with Ctrl-C.`);
      try {
        await Promise.race([ended, running.failed]);
      } finally {
        await running.stop();
        letGo();
      }
    });
}
