import { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { suggest } from './improvement/raise.ts';

/** `improvement raise`: opportunities for improvement (10.1). */
export function improvement(terminal: Terminal): Command {
  const root = new Command('improvement').description('opportunities for improvement: raise one').helpCommand(false);
  root.addCommand(suggest(terminal));
  return root;
}
