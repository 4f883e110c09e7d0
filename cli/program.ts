import { Command } from 'commander';
import { apply } from './commands/apply.ts';
import { init } from './commands/init.ts';
import { nc } from './commands/nc.ts';
import { preview } from './commands/preview.ts';
import { show } from './commands/show.ts';
import { status } from './commands/status.ts';
import { trigger } from './commands/trigger.ts';
import { up } from './commands/up.ts';
import { validate } from './commands/validate.ts';
import { verify } from './commands/verify.ts';
import { worker } from './commands/worker.ts';
import type { Terminal } from './terminal.ts';

/** @returns the whole command line; a new command is one more line here. */
export function program(terminal: Terminal): Command {
  const root = new Command('dutybound')
    .description('Recurring duties of an ISO/IEC 27001 management system, as tickets that are followed to the end')
    .showHelpAfterError('(dutybound --help lists the commands)');
  const commands = [init, validate, preview, apply, trigger, nc, status, show, verify, up, worker];
  for (const command of commands) root.addCommand(command(terminal));
  return root;
}
