export default {
  runner: '<rootDir>/script/suites/runner.ts',
  transform: {},
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/.servers/', '<rootDir>/.cache/'],
  testSequencer: '<rootDir>/script/checks/longest-first.js',
  testTimeout: 60_000,
};
