import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { memoryFolder } from '../suites/memory-folder.ts';

export interface Count {
  passed: number;
  failed: number;
}

/** Jest's own result, as much of it as is counted. */
interface JestResult {
  numPassedTests: number;
  numFailedTests: number;
  numRuntimeErrorTestSuites: number;
}

/** Suites that start servers of their own and wait for them more than they work: more of them at once than the machine has cores. */
const serving = 'test/(engine|security/up|simulation|chaos)/';
/** Suites that need the machine for themselves: a story told by the second. */
const crowded = 'test/demo/';

const passes: { name: string; args: string[] }[] = [
  {
    name: 'without servers of their own',
    args: ['--testPathIgnorePatterns', `${serving}|${crowded}`, '--maxWorkers=3'],
  },
  { name: 'on real servers', args: ['--testPathPatterns', serving, '--maxWorkers=4'] },
  { name: 'alone', args: ['--testPathPatterns', crowded, '--runInBand'] },
];

/** Runs every suite whose path matches one of `words`, all if there are none; real counts from Jest's JSON, all passes added. */
export async function runSuites(words: string[]): Promise<Count> {
  const count: Count = { passed: 0, failed: 0 };
  const chosen = words.length > 0 ? [{ name: words.join(' '), args: words }] : passes;
  mkdirSync('.cache', { recursive: true });
  const folder = memoryFolder();
  const env = { ...process.env, ...(folder && { TMPDIR: folder }) };
  // Whoever interrupts one pass wants none of the others.
  let running: ChildProcess | undefined;
  let isInterrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      isInterrupted = true;
      running?.kill(signal);
    });
  for (const { args } of chosen) {
    if (isInterrupted) break;
    const file = join('.cache', `jest-${process.pid}.json`);
    running = jest([...args, '--forceExit', '--json', '--outputFile', file], env);
    const code = await ended(running);
    const result = readResult(file);
    rmSync(file, { force: true });
    count.passed += result?.numPassedTests ?? 0;
    const failed = (result?.numFailedTests ?? 0) + (result?.numRuntimeErrorTestSuites ?? 0);
    count.failed += failed > 0 ? failed : code === 0 ? 0 : 1;
  }
  if (isInterrupted && count.failed === 0) count.failed = 1;
  if (folder) rmSync(folder, { recursive: true, force: true });
  return count;
}

function readResult(file: string): JestResult | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as JestResult;
  } catch {
    return undefined;
  }
}

function jest(args: string[], env: NodeJS.ProcessEnv): ChildProcess {
  const flags = ['--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  return spawn(process.execPath, [...flags, ...args], { env, stdio: ['ignore', 'ignore', 'inherit'] });
}

function ended(child: ChildProcess): Promise<number> {
  return new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)));
}
