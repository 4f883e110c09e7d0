import { statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Command } from 'commander';
import { backUp, pruneBackups } from '../../activities/backup.ts';
import type { Register } from '../../register/register.ts';
import { systemClock } from '../../workers/installation.ts';
import { shared, typist, wholeNumber, withRegister } from '../options.ts';
import { counted, Refusal, type Terminal } from '../terminal.ts';

interface Options {
  data: string;
  to?: string;
  keep?: number;
  json?: boolean;
}

/** `backup [FILE]`: copies the register while everything runs, and proves the copy. */
export function backup(terminal: Terminal): Command {
  return new Command('backup')
    .description('copy the register into one file while everything runs, and prove the copy')
    .argument('[file]', 'the file to make; it must not be there yet')
    .option('--to <folder>', 'make a file named by its instant in this folder')
    .option(
      '--keep <n>',
      'with --to: then delete older backups there that this register made, all but the newest N',
      wholeNumber(1, 10_000),
    )
    .addOption(shared.data())
    .addOption(shared.json())
    .action(async (file: string | undefined, options: Options) => {
      const path = placeOf(terminal, file, options);
      const done = await withRegister(terminal, options.data, (register) => take(register, path, options));
      if (options.json) return terminal.out(JSON.stringify(done));
      const { events, sequence, hash, removed } = done;
      terminal.out(`Backup ${path}: proved intact, ${counted(events, 'event', 'events')}.`);
      terminal.out(`Head ${sequence}:${hash}`);
      if (removed.length > 0) terminal.out(`Deleted ${counted(removed.length, 'older one', 'older ones')}.`);
      terminal.err('Note the head somewhere else, and take the file to another machine.');
    });
}

async function take(register: Register, path: string, { keep }: Options) {
  const { file, at, sequence, hash, events } = await backUp(register, path, typist());
  const removed = keep === undefined ? [] : await pruneBackups(register, dirname(path), keep);
  return { file, at, sequence, hash, events, verified: true, removed };
}

/** @returns the absolute path of the file to make. */
function placeOf(terminal: Terminal, file: string | undefined, { to, keep }: Options): string {
  if ((file === undefined) === (to === undefined))
    throw new Refusal('Name either the file to make, or a folder with --to.');
  if (keep !== undefined && to === undefined)
    throw new Refusal('--keep belongs with --to: name the folder whose older backups may go.');
  const name = `dutybound-${systemClock().replace(/[-:]|\.\d+/g, '')}.sqlite`;
  const path = to === undefined ? resolve(terminal.cwd, file ?? '') : join(resolve(terminal.cwd, to), name);
  const folder = dirname(path);
  if (!isFolder(folder)) throw new Refusal(`${folder} is no folder. Make it first, readable by this user alone.`);
  return path;
}

function isFolder(path: string): boolean {
  try {
    return statSync(path).isDirectory();
  } catch {
    return false;
  }
}
