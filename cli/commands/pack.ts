import { Command } from 'commander';
import type { Terminal } from '../terminal.ts';
import { packReview } from './pack/review.ts';

/** `pack review`: what is put together from the records, as files. */
export function pack(terminal: Terminal): Command {
  const root = new Command('pack').description('what is put together from the records, as files').helpCommand(false);
  root.addCommand(packReview(terminal));
  return root;
}
