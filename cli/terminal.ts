import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

/** Exit codes (docs/operators.md, "Exit codes"). */
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

/** Whoever was asked ended it instead of answering. */
export class Interrupted extends Refusal {
  constructor() {
    super('Stopped.');
  }
}

/** What a command talks to: results on stdout, progress on stderr. */
export interface Terminal {
  out(text: string): void;
  err(text: string): void;
  /**
   * Asks whoever sits there; only where `interactive`.
   * @param hidden what is typed does not appear: for secrets.
   * @throws Interrupted if they end it with Ctrl-C or Ctrl-D.
   */
  ask(question: string, hidden?: 'hidden'): Promise<string>;
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

async function askHere(question: string, hidden?: 'hidden'): Promise<string> {
  const shown = process.stderr;
  const mute = new Writable({ write: (_chunk, _encoding, done) => done() });
  const echo = hidden ? { output: mute, terminal: true } : { output: shown };
  const asking = createInterface({ input: process.stdin, ...echo });
  // Only now nothing that is typed appears any more.
  if (hidden) shown.write(question);
  const ended = new Promise<never>((_, reject) => {
    for (const event of ['SIGINT', 'close'] as const) asking.once(event, () => reject(new Interrupted()));
  });
  try {
    return (await Promise.race([asking.question(hidden ? '' : question), ended])).trim();
  } catch (error) {
    if (!hidden) shown.write('\n');
    throw error;
  } finally {
    asking.close();
    if (hidden) shown.write('\n');
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
