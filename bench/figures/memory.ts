import { setTimeout as pause } from 'node:timers/promises';
import { percentile } from '../percentile.ts';
import { populateSite, wantSteps } from '../population/at-site.ts';
import { startUp, type Up } from '../site/engine.ts';
import { memoryOfTree } from '../site/process-tree.ts';
import { openSite } from '../site/site.ts';
import { allStepped } from '../site/stepped.ts';
import type { Measurement, Stage } from '../stage.ts';

const OPEN = 10_000;
const LEAST_OPEN = 200;
const LOOKS = 9;
const LOOK_MS = 1_000;

/** What `up` holds in memory, its servers and worker included: at rest, and with 10,000 open tasks that all have stepped. */
export const memory: Measurement = {
  names: ['memory'],
  async measure(stage) {
    const site = await openSite(stage);
    const { keys } = await populateSite(site, stage.size(OPEN, LEAST_OPEN));
    stage.say(`  ${keys.length} open tasks`);
    const up = await startUp(stage, site);
    const idle = await held(stage, up);
    stage.say(`  idle: ${idle.toFixed(0)} MiB`);
    await allStepped(stage, site, keys.length, await wantSteps(site, keys));
    const value = await held(stage, up);
    return [
      { name: 'memory', value, unit: `MiB, ${keys.length} open`, floor: idle },
      { name: 'memory-idle', value: idle, unit: 'MiB' },
    ];
  },
};

/** The median of some looks, a second apart. */
async function held({ signal }: Stage, up: Up): Promise<number> {
  const looks: number[] = [];
  for (let i = 0; i < LOOKS; i++) {
    await pause(LOOK_MS, undefined, { signal });
    looks.push(memoryOfTree(up.pid));
  }
  return percentile(looks, 0.5);
}
