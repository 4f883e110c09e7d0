/** What a suite's process is told. Both configurations are Jest's, as much of them as is used here. */
export interface Suite {
  /** Of the file. */
  path: string;
  config: { testRunner: string; slowTestThreshold: number };
  globalConfig: { maxWorkers: number };
}

/** Jest's result of a suite, as much of it as is set here. */
export interface SuiteResult {
  numPassingTests: number;
  numFailingTests: number;
  numPendingTests: number;
  numTodoTests: number;
  perfStats: object;
  skipped: boolean;
  leaks: boolean;
  testResults: { failureDetails: unknown[] }[];
  console?: { type: string; message: string; origin: string }[];
}

/** What a suite's process answers, once: its result, or why there is none. */
export type Answer = { result: SuiteResult } | { failed: string };
