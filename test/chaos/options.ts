import { parseArgs } from 'node:util';

export interface Options {
  seeds: number[];
  duties: number;
  /** Where the result is written as JSON. */
  json?: string;
  help: boolean;
}

export const usage = `script/chaos [--seeds N | --seed N] [--duties N] [--json FILE]
  --seeds N     plays seeds 1 to N one after the other (20 if nothing is said)
  --seed N      plays this one alone
  --duties N    how many duties the programme has (60)
  --json FILE   writes {ok, seeds: [{seed, ok, faults, lost, doubled, wrong}]} there
Exit 0 if every seed holds and, from 20 seeds on, every kind of fault took effect; else 1.`;

/** Reads the command line. @throws Error that names the wrong word and what is allowed. */
export function readOptions(args: string[]): Options {
  try {
    const { values } = parseArgs({
      args,
      options: {
        seeds: { type: 'string' },
        seed: { type: 'string' },
        duties: { type: 'string' },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const alone = values.seed === undefined ? undefined : whole('--seed', values.seed);
    const many = whole('--seeds', values.seeds ?? '20');
    return {
      seeds: alone === undefined ? Array.from({ length: many }, (_, i) => i + 1) : [alone],
      duties: whole('--duties', values.duties ?? '60'),
      help: values.help ?? false,
      ...(values.json && { json: values.json }),
    };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

function whole(flag: string, text: string): number {
  const n = Number(text);
  if (Number.isInteger(n) && n >= 1 && n <= 10_000) return n;
  throw new Error(`${flag}: found "${text}", allowed are whole numbers from 1 to 10000`);
}
