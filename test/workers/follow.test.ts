import { expect, it } from '@jest/globals';
import type { Dependencies } from '../../activities/dependencies.ts';
import type { Current } from '../../activities/organisation.ts';
import type { LiveDependencies } from '../../workers/dependencies.ts';
import { follow } from '../../workers/follow.ts';

it('a tracker says anew who the engine is once a version holds something else, and not before', async () => {
  const looks = ['asked', 'asked', 'approved', 'approved'].map((hash) => ({ version: 2, hash }) as Current);
  const checked: string[] = [];
  let current: Current | undefined;
  let done = () => {};
  const over = new Promise<void>((resolve) => {
    done = resolve;
  });
  const tickets = { check: async () => void checked.push(current?.hash ?? '') };
  const live = {
    deps: { trackers: new Map([['github', tickets]]) } as unknown as Dependencies,
    async refresh() {
      current = looks.shift();
      if (!current) done();
      return current;
    },
  } satisfies LiveDependencies;
  const end = follow(live, () => {}, 1);
  await over;
  end();
  expect(checked).toEqual(['asked', 'approved']);
});
