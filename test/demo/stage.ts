import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Check } from '../../script/story/check/check.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Result {
  ok: boolean;
  checks: Check[];
  story: { at: number; text: string }[];
}

/** A demo that has told its story and stays. */
export interface Demo {
  result: Result;
  /** Where it keeps everything. */
  folder: string;
  /** Runs the check again, on another data folder if one is named. */
  check(data?: string): Promise<{ code: number; wrong: string[] }>;
  /** Copies the register and changes the copy. @returns the copy's data folder. */
  altered(...sql: string[]): string;
  /** As Ctrl-C does. @returns the exit code. */
  interrupt(): Promise<number | null>;
  /** Command lines that name the demo's folder. */
  processes(): Promise<string[]>;
  remove(): void;
}

/** Runs the whole demo once with --stay, in both trackers: each is seen at work. @throws Error with what it printed if it tells nothing. */
export async function playDemo(): Promise<Demo> {
  const own = mkdtempSync(join(tmpdir(), 'demo-test-'));
  const json = join(own, 'result.json');
  const child = spawn(join(ROOT, 'script/demo'), ['--tracker', 'both', '--stay', '--json', json], {
    cwd: own,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = await untilItStays(child);
  const folder = / {2}Folder +(\S+)/.exec(printed)?.[1] ?? '';
  const run = promisify(execFile);
  return {
    result: JSON.parse(readFileSync(json, 'utf8')) as Result,
    folder,
    async check(data) {
      const args = [
        join(ROOT, 'script/story/check.ts'),
        '--folder',
        folder,
        '--json',
        ...(data ? ['--data', data] : []),
      ];
      const ended = await run(process.execPath, args).then(
        ({ stdout }) => ({ code: 0, stdout }),
        (error: { code: number; stdout: string }) => error,
      );
      const checks = JSON.parse(ended.stdout) as Check[];
      return { code: ended.code, wrong: checks.filter(({ ok }) => !ok).map(({ name }) => name) };
    },
    altered: (...sql) => alteredCopy(join(folder, '.dutybound/register.sqlite'), mkdtempSync(join(own, 'data-')), sql),
    async interrupt() {
      child.kill('SIGINT');
      if (child.exitCode === null) await once(child, 'exit');
      return child.exitCode;
    },
    async processes() {
      const { stdout } = await run('ps', ['-eo', 'args']);
      return stdout.split('\n').filter((line) => line.includes(folder));
    },
    remove() {
      child.kill('SIGKILL');
      for (const path of [own, folder]) rmSync(path, { recursive: true, force: true });
    },
  };
}

async function untilItStays(child: ChildProcess): Promise<string> {
  let printed = '';
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (part) => {
        printed += part;
        if (printed.includes('(yours to delete')) resolve(printed);
      });
    child.once('exit', () => reject(new Error(`the demo did not stay:\n${printed}`)));
  });
}

function alteredCopy(register: string, folder: string, sql: string[]): string {
  mkdirSync(folder, { recursive: true });
  const copy = join(folder, 'register.sqlite');
  const original = new DatabaseSync(register, { readOnly: true });
  original.exec(`vacuum into '${copy}'`);
  original.close();
  const file = new DatabaseSync(copy);
  for (const each of sql) file.exec(each);
  file.close();
  return folder;
}
