import { join } from 'node:path';
import { afterEach } from '@jest/globals';
import { type Desk, desk } from './desk.ts';
import { type Scene, setScene } from './scene.ts';

const open: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of open.splice(0)) await close();
});

type Given = Parameters<typeof setScene> extends [string, ...infer More] ? More : never;

/** A desk after `init`, and a scene in its data folder, for one test; both are closed after it. @param given as for `setScene`. */
export async function playedDesk(...given: Given): Promise<{ here: Desk; scene: Scene }> {
  const here = desk();
  await here.run('init', '--yes');
  const scene = await setScene(join(here.folder, '.dutybound'), ...given);
  open.push(async () => {
    await scene.close();
    here.end();
  });
  return { here, scene };
}
