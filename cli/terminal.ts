import { createInterface } from 'node:readline/promises';

/** Exit codes (users, section 5). */
export const exit = { fine: 0, failed: 1, pending: 2, refused: 3, credentials: 4 } as const;
export type ExitCode = (typeof exit)[keyof typeof exit];

/** A command's own end with a message for people: what was found, what is allowed, what to do next. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: ExitCode;

  constructor(message: string, code: ExitCode = exit.failed) {
    super(message);
    this.code = code;
  }
}

/** What a command talks to: results on stdout, progress on stderr. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /** Asks whoever sits there; only where `interactive`. */
  ask(question: string): Promise<string>;
  /** Sets the code that the process ends with. */
  end(code: ExitCode): void;
  env: Record<string, string | undefined>;
  cwd: string;
  /** Whether somebody can be asked. */
  interactive: boolean;
}

/** @returns the process's own terminal. */
export function processTerminal(): Terminal {
  return {
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    ask: askHere,
    end: (code) => {
      process.exitCode = code;
    },
    env: process.env,
    cwd: process.cwd(),
    interactive: process.stdin.isTTY === true && process.env.CI === undefined,
  };
}

async function askHere(question: string): Promise<string> {
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return (await asking.question(question)).trim();
  } finally {
    asking.close();
  }
}

/** @returns `1 duty`, `9 duties`. */
export function counted(n: number, one: string, many: string): string {
  return `${n} ${n === 1 ? one : many}`;
}

/** @returns columns padded to the widest cell, two spaces apart. */
export function table(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((r) => (r[i] ?? '').length)));
  return rows
    .map((r) =>
      r
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
