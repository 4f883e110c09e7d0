import Sequencer from '@jest/test-sequencer';

/** Suites that take longest, the longest first: begun last, each would be waited for alone. Any other order is right, too. */
const longest = [
  'chaos/chaos',
  'cli/setup-planted',
  'engine/kills',
  'engine/pace',
  'cli/process',
  'register/postgres',
  'rules/task/history.property',
  'simulation/nonconformity-grades',
  'engine/restore',
  'register/sqlite',
  'activities/restore',
  'security/up/planted',
  'engine/hooks',
  'bench/bench',
];

function rank({ path }) {
  const found = longest.findIndex((name) => path.endsWith(`/${name}.test.ts`));
  return found < 0 ? longest.length : found;
}

/** Jest knows how long a suite took only where it ran before. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((a, b) => rank(a) - rank(b));
  }
}
