import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import OwnProcesses from '../../script/suites/runner.ts';
import type { SuiteResult } from '../../script/suites/suite.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const testRunner = createRequire(createRequire(import.meta.url).resolve('jest')).resolve('jest-circus/runner');

/** Suites as people write them, good and bad. */
const suites = {
  passes: `it.each([1, 2])('adds %d', (n) => expect(n + 1).toBeGreaterThan(n)); it.skip('not now', () => {});`,
  fails: `describe('sums', () => { it('are wrong', () => expect({ sum: 3 }).toEqual({ sum: 4 })); it('are right', () => {}); });`,
  hooks: `let n = 0; beforeAll(() => { n = 1; }); it('were run', () => { expect(n).toBe(1); }); afterAll(() => { throw new Error('after all'); });`,
  hangs: `jest.setTimeout(50); it('never ends', () => new Promise(() => {}));`,
  rejects: `it('leaves a promise alone', async () => { Promise.reject(new Error('left alone')); await new Promise((r) => setTimeout(r, 20)); });`,
  speaks: `it('says so', () => { console.info('said here'); console.error('and there'); });`,
  unreadable: `import './no-such-file.ts'; it('is not reached', () => {});`,
  throws: `it('is not reached', () => {}); throw new Error('at once');`,
  exits: `it('ends the process', () => process.exit(3));`,
  killed: `it('is killed', () => { process.kill(process.pid, 'SIGKILL'); return new Promise(() => {}); });`,
};
type Name = keyof typeof suites;

const told = new Map<string, SuiteResult | string>();
let folder = '';

beforeAll(async () => {
  // In the checkout, so that its packages are found.
  mkdirSync(join(ROOT, '.cache'), { recursive: true });
  folder = mkdtempSync(join(ROOT, '.cache', 'suites-'));
  const words = `import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';\n`;
  const tests = Object.entries(suites).map(([name, text]) => {
    const path = join(folder, `${name}.ts`);
    writeFileSync(path, words + text);
    return { path, context: { config: { ...project(), rootDir: folder } } };
  });
  const nameOf = ({ path }: { path: string }) => path.slice(folder.length + 1, -3);
  const started: string[] = [];
  await new OwnProcesses({ maxWorkers: 3 }).runTests(
    tests,
    { isInterrupted: () => false },
    async (test) => void started.push(nameOf(test)),
    async (test, result) => void told.set(nameOf(test), result),
    async (test, { message }) => void told.set(nameOf(test), message),
  );
  expect(started.sort()).toEqual(Object.keys(suites).sort());
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Jest's configuration of a project, as much of it as its framework reads. */
function project() {
  return {
    testRunner,
    slowTestThreshold: 5,
    fakeTimers: { enableGlobally: false },
    setupFilesAfterEnv: [],
    snapshotSerializers: [],
    snapshotFormat: {},
    prettierPath: null,
    testMatch: [],
  };
}

function counts(name: Name): [passed: number, failed: number, skipped: number] {
  const result = told.get(name);
  if (result === undefined || typeof result === 'string') throw new Error(`${name} has no result: ${result}`);
  return [result.numPassingTests, result.numFailingTests, result.numPendingTests];
}

describe('a suite in a process of its own', () => {
  it.each<[Name, [number, number, number]]>([
    ['passes', [2, 0, 1]],
    ['fails', [1, 1, 0]],
    ['hangs', [0, 1, 0]],
    ['rejects', [0, 1, 0]],
    ['speaks', [1, 0, 0]],
  ])('that %s has its tests counted', (name, found) => {
    expect(counts(name)).toEqual(found);
  });

  it('that fails says where, and what was expected', () => {
    expect(told.get('fails')).toMatchObject({
      failureMessage: expect.stringMatching(/sums › are wrong[\s\S]*"sum": 4/),
    });
    expect(told.get('hooks')).toMatchObject({ failureMessage: expect.stringContaining('after all') });
  });

  it('that prints has it beside its result', () => {
    const message = expect.stringMatching(/said here[\s\S]*and there|and there[\s\S]*said here/);
    expect(told.get('speaks')).toMatchObject({ console: [{ message }] });
    expect(told.get('passes')).not.toHaveProperty('console');
  });

  it.each<[Name, RegExp]>([
    ['unreadable', /no-such-file/],
    ['throws', /at once/],
    ['exits', /ended in the midst of it: exit code 3/],
    ['killed', /ended in the midst of it: SIGKILL/],
  ])('that cannot be run to its end fails: %s', (name, why) => {
    expect(told.get(name)).toMatch(why);
  });
});
