import { parseArgs } from 'node:util';

export interface Options {
  /** Leaves everything running at the end, until Ctrl-C. */
  stay: boolean;
  /** Where the result is written as JSON. */
  json?: string;
  help: boolean;
}

export const usage = `script/demo [--stay] [--json FILE]
  --stay        leave it running at the end, print the addresses, end with Ctrl-C
  --json FILE   write {ok, checks, story} there
Exit 0 if every check holds, else 1.`;

/** Reads the command line. @throws Error that names the wrong word and what is allowed. */
export function readOptions(args: string[]): Options {
  try {
    const { values } = parseArgs({
      args,
      options: { stay: { type: 'boolean' }, json: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    });
    return { stay: values.stay ?? false, help: values.help ?? false, ...(values.json && { json: values.json }) };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}
