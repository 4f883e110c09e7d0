import { fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { Answer, Suite, SuiteResult } from './suite.ts';

const MAIN = fileURLToPath(new URL('./main.ts', import.meta.url));
const DRAIN_MS = 1_000;

/** What Jest hands to a runner, as much of it as is used. */
interface Test {
  path: string;
  context: { config: Suite['config'] };
}

/**
 * Jest's runner: each suite runs in a Node of its own, which reads the sources as they are, as the product does (decision 057). Jest finds
 * and sorts the suites, counts, and reports; `describe`, `it`, and `expect` are its own.
 */
export default class OwnProcesses {
  private readonly globalConfig: Suite['globalConfig'];

  constructor(globalConfig: Suite['globalConfig']) {
    this.globalConfig = globalConfig;
  }

  /** Called by Jest, once. Resolves when every suite has been reported, or Jest was interrupted. */
  async runTests(
    tests: Test[],
    watcher: { isInterrupted(): boolean },
    onStart: (test: Test) => Promise<void>,
    onResult: (test: Test, result: SuiteResult) => Promise<void>,
    onFailure: (test: Test, error: { message: string; stack: string }) => Promise<void>,
  ): Promise<void> {
    const left = [...tests];
    const work = async () => {
      for (let test = left.shift(); test && !watcher.isInterrupted(); test = left.shift()) {
        await onStart(test);
        const { globalConfig } = this;
        const answer = await runSuite({ path: test.path, config: test.context.config, globalConfig });
        if ('result' in answer) await onResult(test, answer.result);
        else await onFailure(test, { message: answer.failed, stack: answer.failed });
      }
    };
    await Promise.all(Array.from({ length: Math.max(1, this.globalConfig.maxWorkers) }, work));
  }
}

/** Runs a suite in a process of its own, to the end of it. What it prints stands with its result. */
async function runSuite(suite: Suite): Promise<Answer> {
  const execArgv = ['--disable-warning=ExperimentalWarning'];
  const child = fork(MAIN, { execArgv, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
  const printed: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => printed.push(String(data)));
  let answer: Answer | undefined;
  child.once('message', (said) => {
    answer = said as Answer;
  });
  const closed = once(child, 'close');
  child.send(suite);
  const [code, signal] = await once(child, 'exit');
  // What a suite started and left running holds its streams open.
  await Promise.race([closed, pause(DRAIN_MS, undefined, { ref: false })]);
  const message = printed.join('').trimEnd();
  if (answer === undefined)
    return { failed: `its process ended in the midst of it: ${signal ?? `exit code ${code}`}\n${message}` };
  if ('result' in answer && message !== '') answer.result.console = [{ type: 'log', message, origin: '' }];
  return answer;
}
