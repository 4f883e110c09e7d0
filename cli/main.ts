import { fail } from './failure.ts';
import { program } from './program.ts';
import { processTerminal } from './terminal.ts';

const terminal = processTerminal();

try {
  await program(terminal).parseAsync();
} catch (error) {
  fail(terminal, error);
}
