import { parseArgs } from 'node:util';
import { CHOICES, type Choice } from './living.ts';

export interface Options {
  /** Where the company of the story works. */
  tracker: Choice;
  /** Leaves everything running at the end, until Ctrl-C. */
  stay: boolean;
  /** Where the result is written as JSON. */
  json?: string;
  help: boolean;
}

export const usage = `script/demo [--tracker github|jira|both] [--stay] [--json FILE]
  --tracker     where the company works (github); both: staff in Jira, leads in GitHub
  --stay        leave it running at the end, print the addresses, end with Ctrl-C
  --json FILE   write {ok, checks, story} there
Exit 0 if every check holds, else 1.`;

/** Reads the command line. @throws Error that names the wrong word and what is allowed. */
export function readOptions(args: string[]): Options {
  try {
    const { values } = parseArgs({
      args,
      options: {
        tracker: { type: 'string' },
        stay: { type: 'boolean' },
        json: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    const { tracker, stay = false, json, help = false } = values;
    return { tracker: choiceOf(tracker), stay, help, ...(json && { json }) };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${usage}`);
  }
}

function choiceOf(text = 'github'): Choice {
  const found = CHOICES.find((choice) => choice === text);
  if (found) return found;
  throw new Error(`--tracker: found "${text}", allowed are ${CHOICES.join(', ')}`);
}
