import { describe, it } from '@jest/globals';
import { rules } from './rules.ts';
import { all } from './scenarios/all.ts';

describe.each(Object.entries(all))('rules of tasks: %s', (_, scenarios) => {
  it.each(scenarios.map((s) => [s.rule, s] as const))('%s', (_rule, { check }) => {
    check(rules);
  });
});
