import { spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fail } from '../../cli/failure.ts';
import { program } from '../../cli/program.ts';
import type { ExitCode, Terminal } from '../../cli/terminal.ts';
import { installationIn, openInstalled } from '../../workers/installation.ts';
import { TOKEN } from './company.ts';

const MAIN = fileURLToPath(new URL('../../cli/main.ts', import.meta.url));

/** What a command printed, and how it ended. */
export interface Ended {
  code: number;
  out: string;
  err: string;
}

/** A process that runs. */
export interface Started {
  pid: number;
  ended: Promise<Ended>;
  /** Waits until it said that on standard error, or ended. */
  says(text: string): Promise<void>;
  /** Reads its output no longer. */
  leave(): void;
}

/** A folder to work in, with commands to type there. Everything that was ever printed is kept. */
export interface Desk {
  folder: string;
  /** Node's arguments up to the command line itself. */
  main: string[];
  env: Record<string, string | undefined>;
  /** Answers to questions, in order; with any left, somebody sits there. */
  answers: string[];
  printed: string[];
  /** Runs a command in this process. */
  run(...args: string[]): Promise<Ended>;
  /** Runs a command as a process of its own, as another user where one is given. */
  spawn(args: string[], as?: number): Promise<Ended>;
  /** Starts a command as a process of its own. */
  start(args: string[]): Started;
  write(file: string, text: string | Buffer): void;
  /** Deletes a folder or file. */
  clear(file: string): void;
  read(file: string): string;
  /** Every file in the folder with its content's size, and the end of the register's log. */
  traces(): Promise<string[]>;
  end(): void;
}

/** Sets up a desk in a new folder. */
export function desk(): Desk {
  const folder = mkdtempSync(join(tmpdir(), 'dutybound-cli-'));
  chmodSync(folder, 0o755);
  const here: Desk = {
    folder,
    main: [MAIN],
    env: {
      GITHUB_TOKEN: TOKEN,
      PATH: process.env.PATH,
      NO_COLOR: '1',
      NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE,
    },
    answers: [],
    printed: [],
    async run(...args) {
      const ended = await inProcess(here, args);
      here.printed.push(ended.out, ended.err);
      return ended;
    },
    async spawn(args, as) {
      const { ended: ending } = begin(here, args, as);
      const ended = await ending;
      here.printed.push(ended.out, ended.err);
      return ended;
    },
    start: (args) => begin(here, args, undefined),
    clear: (file) => rmSync(join(folder, file), { recursive: true, force: true }),
    write: (file, text) => writeFileSync(join(folder, file), text),
    read: (file) => readFileSync(join(folder, file), 'utf8'),
    traces: () => traces(folder),
    end: () => rmSync(folder, { recursive: true, force: true }),
  };
  return here;
}

async function inProcess(here: Desk, args: string[]): Promise<Ended> {
  const said = { out: [] as string[], err: [] as string[] };
  let code: ExitCode = 0;
  const terminal: Terminal = {
    out: (text) => said.out.push(text),
    err: (text) => said.err.push(text),
    ask: async (question) => {
      said.err.push(question);
      return here.answers.shift() ?? '';
    },
    end: (given) => {
      code = given;
    },
    env: here.env,
    cwd: here.folder,
    interactive: here.answers.length > 0,
  };
  try {
    await program(terminal).parseAsync(args, { from: 'user' });
  } catch (error) {
    fail(terminal, error);
  }
  return { code, out: said.out.join('\n'), err: said.err.join('\n') };
}

function begin(here: Desk, args: string[], as: number | undefined): Started {
  const identity = as === undefined ? {} : { uid: as, gid: as };
  const child = spawn(process.execPath, [...here.main, ...args], { cwd: here.folder, env: here.env, ...identity });
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => {
    said.out += String(data);
  });
  child.stderr.on('data', (data) => {
    said.err += String(data);
  });
  const ended = new Promise<Ended>((resolve) => child.once('close', (code) => resolve({ code: code ?? -1, ...said })));
  const says = (text: string) =>
    new Promise<void>((resolve) => {
      const look = () => said.err.includes(text) && resolve();
      child.stderr.on('data', look);
      child.once('close', () => resolve());
      look();
    });
  return { pid: child.pid ?? 0, ended, says, leave: () => child.stdout.destroy() };
}

async function traces(folder: string): Promise<string[]> {
  // Reading a register makes and removes SQLite's own side files.
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((f) => !/-(wal|shm)$/.test(f)).sort();
  const sizes = files.map(
    (f) => `${f} ${statSync(join(folder, f)).isDirectory() ? '' : readFileSync(join(folder, f)).length}`,
  );
  const registers = files.filter((f) => f.endsWith('register.sqlite'));
  const heads = await Promise.all(registers.map((f) => headOf(join(folder, relative('.', f)))));
  return [...sizes.filter((s) => !s.includes('register.sqlite')), ...heads];
}

async function headOf(file: string): Promise<string> {
  const register = await openInstalled(installationIn(join(file, '..')));
  try {
    const { sequence, hash } = await register.head();
    return `head ${sequence} ${hash} ${(await register.latestProgramme())?.version ?? 0}`;
  } finally {
    await register.close();
  }
}

/** Gives a file or folder to another user; only root can. */
export function giveTo(path: string, user: number): void {
  chownSync(path, user, user);
}
