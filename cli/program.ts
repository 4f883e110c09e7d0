import { Command } from 'commander';
import { versionOf } from '../workers/version.ts';
import { apply } from './commands/apply.ts';
import { backup } from './commands/backup.ts';
import { connect } from './commands/connect.ts';
import { create } from './commands/create.ts';
import { doctor } from './commands/doctor.ts';
import { event } from './commands/event.ts';
import { importTables } from './commands/import.ts';
import { improvement } from './commands/improvement.ts';
import { init } from './commands/init.ts';
import { intake } from './commands/intake.ts';
import { link } from './commands/link.ts';
import { nc } from './commands/nc.ts';
import { pack } from './commands/pack.ts';
import { preview } from './commands/preview.ts';
import { records } from './commands/records.ts';
import { redact } from './commands/redact.ts';
import { redrive } from './commands/redrive.ts';
import { register } from './commands/register.ts';
import { request } from './commands/request.ts';
import { restore } from './commands/restore.ts';
import { sample } from './commands/sample.ts';
import { show } from './commands/show.ts';
import { simulate } from './commands/simulate.ts';
import { statement } from './commands/statement.ts';
import { status } from './commands/status.ts';
import { trigger } from './commands/trigger.ts';
import { up } from './commands/up.ts';
import { validate } from './commands/validate.ts';
import { verify } from './commands/verify.ts';
import { worker } from './commands/worker.ts';
import { shared } from './options.ts';
import { readSecretFiles } from './secret-files.ts';
import type { Terminal } from './terminal.ts';

const groups: Record<string, ((terminal: Terminal) => Command)[]> = {
  'Set-up:': [init, connect, validate, doctor],
  'Programme:': [preview, apply, trigger, simulate],
  'Every day:': [status, event, show, nc, improvement, request, redrive, link, create],
  'Records:': [importTables, records, statement, verify, pack, register, redact, sample],
  'Running it:': [up, worker, intake, backup, restore],
};

/** @returns the whole command line; a new command is one more word here. */
export function program(terminal: Terminal): Command {
  const root = new Command('dutybound')
    .description('Recurring duties of an ISO/IEC 27001 management system, as tickets that are followed to the end')
    .version(versionOf(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'explain this command')
    .helpCommand(false)
    .addOption(shared.register())
    .hook('preAction', (command) => {
      readSecretFiles(terminal);
      nameRegister(terminal, command.opts<{ register?: string }>().register);
    });
  for (const [group, commands] of Object.entries(groups))
    for (const command of commands) root.addCommand(command(terminal).helpGroup(group));
  return atHome(root, terminal);
}

/** Processes that a command starts find the register by the environment: on a command line its password could be read by all. */
function nameRegister(terminal: Terminal, url: string | undefined): void {
  if (url) terminal.env.DUTYBOUND_REGISTER = url;
}

/** What all commands share: where they write, that they do not end the process, and the options that are understood everywhere. */
function atHome(command: Command, terminal: Terminal): Command {
  const path = pathOf(command);
  command
    .exitOverride()
    .helpOption('-h, --help', 'explain this command')
    .showHelpAfterError(`(${path} --help explains)`)
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
    });
  tellAllMissing(command);
  for (const child of command.commands) atHome(child, terminal);
  if (command.commands.length > 0) return command;
  const has = (flag: string) => command.options.some((o) => o.long === flag);
  for (const option of [shared.json(), shared.noInput(), shared.yes()])
    if (!has(option.long ?? '')) command.addOption(option.hideHelp());
  return command;
}

/** Commander names the first required option that is missing; whoever types learns of all of them at once. */
function tellAllMissing(command: Command): void {
  const { error } = command;
  command.error = (message, options) => {
    const missing = command.options.filter(
      (o) => o.mandatory && command.getOptionValue(o.attributeName()) === undefined,
    );
    const all = `error: required options ${missing.map(({ flags }) => `'${flags}'`).join(', ')} not specified`;
    const isOne = options?.code !== 'commander.missingMandatoryOptionValue' || missing.length < 2;
    return error.call(command, isOne ? message : all, options);
  };
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name();
}
