import { program } from './program.ts';
import { exit, processTerminal, Refusal } from './terminal.ts';

const terminal = processTerminal();

try {
  await program(terminal).parseAsync();
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  terminal.err(message);
  if (terminal.env.DUTYBOUND_DEBUG && error instanceof Error) terminal.err(error.stack ?? '');
  process.exitCode = error instanceof Refusal ? error.code : exit.failed;
}
