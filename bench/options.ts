import { parseArgs } from 'node:util';

export interface Options {
  /** Names of figures; all if empty. */
  only: string[];
  /** Where the result is written as JSON. */
  json?: string;
  /** Share of the full sizes. */
  scale: number;
  help: boolean;
}

/** @param names what `--only` takes. @returns what the program says when asked. */
export function usage(names: string[]): string {
  return `script/bench [--json FILE] [--only NAME]... [--scale SHARE]
  --json FILE    write {figures, notes} there
  --only NAME    measure this one; may be repeated. Names: ${names.join(', ')}
  --scale SHARE  of the full sizes, more than 0 and at most 1: for trying; nothing is judged then
Exit 0 if everything was measured, also where an aim is missed; else 1.`;
}

/** Reads the command line. @throws Error that names the wrong word and what is allowed. */
export function readOptions(args: string[], names: string[]): Options {
  const { json, only = [], scale = '1', help = false } = parsed(args, names);
  const unknown = only.find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`--only: found "${unknown}", allowed: ${names.join(', ')}`);
  const share = Number(scale);
  if (!(share > 0 && share <= 1)) throw new Error(`--scale: found "${scale}", allowed: more than 0, at most 1`);
  return { only, scale: share, help, ...(json && { json }) };
}

function parsed(args: string[], names: string[]) {
  try {
    const options = {
      json: { type: 'string' },
      only: { type: 'string', multiple: true },
      scale: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    } as const;
    return parseArgs({ args, options }).values;
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${usage(names)}`);
  }
}
