import { createRequire, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { GLOBALS } from './given.ts';
import type { Answer, Suite, SuiteResult } from './suite.ts';

/** Jest's own test framework, as its configuration names it: made for its sandbox, content with a process. */
type Framework = (
  globalConfig: Suite['globalConfig'],
  config: Suite['config'],
  environment: { global: typeof globalThis },
  runtime: object,
  path: string,
) => Promise<SuiteResult>;

const require = createRequire(import.meta.url);
const globals = new URL('./globals.ts', import.meta.url).href;

/** What the framework asks of Jest's sandbox. */
const runtime = {
  requireInternalModule: require,
  requireModule: require,
  setGlobalsForRuntime(given: object) {
    Reflect.set(globalThis, GLOBALS, given);
  },
  unstable_shouldLoadAsEsm: () => true,
  unstable_importModule: (path: string) => import(pathToFileURL(path).href),
  enterTestCode() {},
  leaveTestCode() {},
};

async function run({ path, config, globalConfig }: Suite): Promise<SuiteResult> {
  const framework: Framework = require(config.testRunner).default;
  const start = Date.now();
  const result = await framework(globalConfig, config, { global: globalThis }, runtime, path);
  const end = Date.now();
  const { numPassingTests, numFailingTests, numPendingTests, numTodoTests } = result;
  return {
    ...result,
    perfStats: {
      ...result.perfStats,
      start,
      end,
      runtime: end - start,
      slow: (end - start) / 1000 > config.slowTestThreshold,
    },
    skipped: numPassingTests + numFailingTests + numTodoTests === 0 && numPendingTests > 0,
    leaks: false,
    // They may hold anything, and nobody reads them; what failed stands in words beside them.
    testResults: result.testResults.map((each) => ({ ...each, failureDetails: [] })),
  };
}

function answer(said: Answer): void {
  process.send?.(said, () => process.exit());
}

registerHooks({
  resolve: (specifier, context, next) => next(specifier === '@jest/globals' ? globals : specifier, context),
});
Error.stackTraceLimit = 100;
process.once('disconnect', () => process.exit(1));
process.once('message', (suite: Suite) => {
  run(suite).then(
    (result) => answer({ result }),
    (error) => answer({ failed: error instanceof Error ? (error.stack ?? String(error)) : String(error) }),
  );
});
