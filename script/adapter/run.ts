import { spawn } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Case } from './table.ts';

const FOLDER = join('test', 'contract');
const SUFFIX = '.test.ts';

/** Jest's own result, as much of it as is told. */
interface JestResult {
  testResults: { message: string; assertionResults: Case[] }[];
}

/**
 * Runs the contract suite of one adapter.
 * @param name of its file in `test/contract/`, without `.test.ts`.
 * @returns its cases, or the names there are. @throws Error where the suite did not even begin.
 */
export async function runContract(name: string | undefined): Promise<{ cases: Case[] } | { names: string[] }> {
  const names = readdirSync(FOLDER)
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
    .sort();
  if (name === undefined || !names.includes(name)) return { names };
  mkdirSync('.cache', { recursive: true });
  const result = join('.cache', `contract-${process.pid}.json`);
  try {
    await jest([join(FOLDER, `${name}${SUFFIX}`), '--runInBand', '--forceExit', '--json', '--outputFile', result]);
    const [suite] = (JSON.parse(readFileSync(result, 'utf8')) as JestResult).testResults;
    if (!suite || suite.assertionResults.length === 0) throw new Error(suite?.message ?? `${name}: no such suite`);
    return { cases: suite.assertionResults };
  } finally {
    rmSync(result, { force: true });
  }
}

/** What it prints is for those who run it by itself; a failed case is no error here. */
function jest(args: string[]): Promise<void> {
  const flags = ['--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
  const child = spawn(process.execPath, [...flags, ...args], { stdio: 'ignore' });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => child.once('exit', () => resolve()));
}
