import { join } from 'node:path';
import { afterEach, beforeEach } from '@jest/globals';
import { type Desk, desk } from './desk.ts';
import { type Scene, setScene } from './scene.ts';

/** A company with these duties, on 1 April 2027, anew for each test. */
export interface Place {
  readonly here: Desk;
  readonly scene: Scene;
}

/** @returns the company of each test; to be called once, outside of them. */
export function eachIn(duties: string): Place {
  let here: Desk;
  let scene: Scene;
  beforeEach(async () => {
    here = desk();
    await here.run('init', '--yes');
    scene = await setScene(join(here.folder, '.dutybound'), '2027-04-01T08:00:00.000Z');
    await scene.apply(duties);
  });
  afterEach(async () => {
    await scene.close();
    here.end();
  });
  return {
    get here() {
      return here;
    },
    get scene() {
      return scene;
    },
  };
}
