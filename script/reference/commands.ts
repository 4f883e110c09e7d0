import type { Argument, Command, Option } from 'commander';
import { program } from '../../cli/program.ts';
import { exit, type Terminal } from '../../cli/terminal.ts';
import { code, pageOf, tableOf } from './markdown.ts';

const nowhere: Terminal = {
  out: () => {},
  err: () => {},
  ask: async () => '',
  end: () => {},
  env: {},
  cwd: '/',
  interactive: false,
};

const endings: Record<keyof typeof exit, string> = {
  fine: 'done',
  failed: 'failed; the message says what was found, what is allowed, and the next step',
  pending: 'something is pending or needs attention; only with `--exit-code`',
  refused: 'refused by policy: a consent, a purpose, or an unchanged plan is missing',
  credentials: 'a credential is missing or was refused',
};

/** @returns the page of all commands with their arguments, options, and defaults. */
export function commandsPage(): string {
  const root = program(nowhere);
  return pageOf(
    'Commands',
    'cli/',
    'From a checkout write `script/dutybound` for `dutybound`. Results go to standard output, progress and logs to standard error.',
    tableOf(
      ['Exit code', 'means'],
      Object.entries(endings).map(([name, means]) => [String(exit[name as keyof typeof exit]), means]),
    ),
    'An option with a variable in brackets can be set by that environment variable; the option itself goes first.',
    tableOf(['Option of dutybound itself', 'Meaning', 'Default'], root.options.map(optionRow)),
    ...commandsOf(root),
  );
}

/** @returns a section for each command of the tree that has no commands below it. */
export function commandsOf(root: Command): string[] {
  return root.commands.flatMap((command) => leaves(command, '')).map(section);
}

/** @returns the name of every command, `nc raise` included. */
export function commandNames(): string[] {
  return program(nowhere)
    .commands.flatMap((command) => leaves(command, ''))
    .map(({ name }) => name);
}

interface Leaf {
  name: string;
  command: Command;
}

function leaves(command: Command, before: string): Leaf[] {
  const name = `${before}${command.name()}`;
  if (command.commands.length === 0) return [{ name, command }];
  return command.commands.flatMap((inner) => leaves(inner, `${name} `));
}

function section({ name, command }: Leaf): string {
  const usage = ['dutybound', name, ...command.registeredArguments.map(written)].join(' ');
  const rows = [...command.registeredArguments.map(argumentRow), ...command.options.map(optionRow)];
  return [
    `## ${code(usage)}`,
    `${sentence(command.description())}`,
    ...(rows.length > 0 ? [tableOf(['Argument or option', 'Meaning', 'Default'], rows)] : []),
  ].join('\n\n');
}

function written(argument: Argument): string {
  return argument.required ? `<${argument.name()}>` : `[${argument.name()}]`;
}

function argumentRow(argument: Argument): string[] {
  return [
    code(written(argument)),
    `${argument.description}${choicesOf(argument)}`,
    argument.required ? 'required' : '',
  ];
}

function choicesOf({ argChoices }: Argument | Option): string {
  return argChoices ? ` (${argChoices.map(code).join(', ')})` : '';
}

function optionRow(option: Option): string[] {
  const variable = option.envVar ? ` [\`${option.envVar}\`]` : '';
  return [code(option.flags), `${option.description}${choicesOf(option)}${variable}`, defaultOf(option)];
}

function defaultOf(option: Option): string {
  if (option.mandatory && option.defaultValue === undefined) return 'required';
  return option.defaultValue === undefined || option.negate ? '' : code(String(option.defaultValue));
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
