import { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { rebuildTables } from './register/rebuild.ts';

/** `register rebuild`: what is done to the register as a whole. */
export function register(terminal: Terminal): Command {
  const root = new Command('register').description('the register as a whole: rebuild its tables').helpCommand(false);
  return root.addCommand(rebuildTables(terminal));
}
