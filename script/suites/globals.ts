import { GLOBALS } from './given.ts';

/** Jest's name for the time-out of tests and hooks, ms. */
const TIMEOUT = Symbol.for('TEST_TIMEOUT_SYMBOL');

/** What a suite gets for `@jest/globals`. */
export const { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } = Reflect.get(globalThis, GLOBALS);

export const jest = {
  setTimeout(ms: number) {
    Reflect.set(globalThis, TIMEOUT, ms);
  },
};
