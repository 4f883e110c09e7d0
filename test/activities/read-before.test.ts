import { beforeEach, expect, it } from '@jest/globals';
import { REPO, REVIEW } from '../cli/company.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';

let scene: Scene;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-05T08:00:00.000Z'));
  await scene.apply(REVIEW);
  await scene.settle();
});

async function on(now: string): Promise<void> {
  scene.set(now);
  await scene.settle();
}
const count = async (kind: string) => (await scene.deps.register.events({ kinds: [kind], limit: 9 })).length;

it('a ticket, or a nonconformity’s, that was moved to another repository is not heard a second time', async () => {
  await scene.raise({});
  await on('2027-04-05T09:00:00.000Z');
  scene.says('sam-okoro', 1, '/extend 2027-04-23 because the export is broken');
  scene.says('elena-costa', 2, '/waive because it is nothing');
  await on('2027-04-05T10:00:00.000Z');
  const heard = [await count('extension-asked'), await count('answered'), await count('told')];
  scene.set('2027-04-05T11:00:00.000Z');
  for (const n of [1, 2]) scene.sandbox.act.transfer('sam-okoro', REPO, n, 'example/open');
  await on('2027-04-05T12:00:00.000Z');
  expect(await count('moved')).toBe(2);
  expect([await count('extension-asked'), await count('answered'), await count('told')]).toEqual(heard);
  expect(heard.slice(0, 2)).toEqual([1, 1]);
});
