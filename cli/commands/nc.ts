import { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { list } from './nc/list.ts';
import { raise } from './nc/raise.ts';
import { showOne } from './nc/show.ts';

/** `nc raise|list|show`: nonconformities (10.2). */
export function nc(terminal: Terminal): Command {
  const root = new Command('nc').description('nonconformities: raise one, list them, show one').helpCommand(false);
  for (const command of [raise, list, showOne]) root.addCommand(command(terminal));
  return root;
}
