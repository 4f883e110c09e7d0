import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { program } from '../../cli/program.ts';
import type { Terminal } from '../../cli/terminal.ts';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));
export const DEPLOY = join(ROOT, 'deploy');

/** @returns a file of `deploy/`. */
export function deployed(...path: string[]): string {
  return readFileSync(join(DEPLOY, ...path), 'utf8');
}

/** @returns the names of the files in a folder of `deploy/`. */
export function filesIn(folder: string): string[] {
  return readdirSync(join(DEPLOY, folder));
}

/**
 * Parses a command line as the real program does, doing nothing.
 * @param env what the options may be read from.
 * @returns the command's options. @throws CommanderError as the program would.
 */
export async function understood(args: string[], env: Record<string, string> = {}): Promise<Record<string, unknown>> {
  const before = { ...process.env };
  Object.assign(process.env, env);
  try {
    const said = () => {};
    const terminal: Terminal = {
      ...{ out: said, err: said, end: said, ask: async () => '' },
      ...{ env: {}, cwd: ROOT, interactive: false },
    };
    let found: Record<string, unknown> | undefined;
    const root = program(terminal);
    for (const leaf of leavesOf(root))
      leaf.action(() => {
        found = leaf.opts();
      });
    await root.parseAsync(args, { from: 'user' });
    if (!found) throw new Error(`no command ran: ${args.join(' ')}`);
    return found;
  } finally {
    for (const name of Object.keys(env)) delete process.env[name];
    Object.assign(process.env, before);
  }
}

function leavesOf(command: Command): Command[] {
  return command.commands.length === 0 ? [command] : command.commands.flatMap(leavesOf);
}
