import { fail } from './failure.ts';
import { program } from './program.ts';
import { processTerminal } from './terminal.ts';

const terminal = processTerminal();

// Whoever reads along, such as `head`, may have had enough: what is being done is done all the same.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});

try {
  await program(terminal).parseAsync();
} catch (error) {
  fail(terminal, error);
}
