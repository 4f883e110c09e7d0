import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { measureFloor } from '../floor/floor.ts';
import { populateSite, wantSteps } from '../population/at-site.ts';
import { startUp } from '../site/engine.ts';
import { openSite } from '../site/site.ts';
import { allStepped } from '../site/stepped.ts';
import type { Measurement } from '../stage.ts';

const OPEN = 1_000;
const LEAST_OPEN = 200;

/**
 * Temporal's store is deleted with 1,000 tasks under way, all of which want a step: until the last has stepped, the start of everything
 * included. The floor is as many workflows of one activity that does nothing, on the same server.
 */
export const heal: Measurement = {
  names: ['heal'],
  async measure(stage) {
    const site = await openSite(stage);
    const { keys } = await populateSite(site, stage.size(OPEN, LEAST_OPEN));
    stage.say(`  ${keys.length} open tasks`);
    const before = await startUp(stage, site);
    await allStepped(stage, site, keys.length, await wantSteps(site, keys));
    await before.end();
    rmSync(join(site.installation.folder, 'temporal'), { recursive: true });
    const deleted = Date.now();
    stage.say("  Temporal's store is deleted");
    const wanted = await wantSteps(site, keys);
    const up = await startUp(stage, site);
    const value = ((await allStepped(stage, site, keys.length, wanted)) - deleted) / 1000;
    const began = Date.now();
    const ended = await measureFloor(stage, up, { workflows: keys.length, activities: 1 });
    return [{ name: 'heal', value, unit: `s, ${keys.length} open`, floor: (Math.max(...ended) - began) / 1000 }];
  },
};
