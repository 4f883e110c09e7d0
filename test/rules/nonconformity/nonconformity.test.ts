import { describe, it } from '@jest/globals';
import { all } from './scenarios/all.ts';
import { real } from './story.ts';

describe.each(Object.entries(all))('rules of nonconformities: %s', (_, scenarios) => {
  it.each(scenarios)('$rule', ({ check }) => check(real));
});
