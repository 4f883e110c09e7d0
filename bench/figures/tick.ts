import { openDue } from '../../activities/openings/open-due.ts';
import { percentile } from '../percentile.ts';
import { openedAt } from '../population/opened.ts';
import type { Population } from '../population/population.ts';
import { largeRegister, smallRegister } from '../population/shared.ts';
import type { Measurement, Stage } from '../stage.ts';
import { timed } from '../timed.ts';

const ROUNDS = 11;

/** A round of the planner where nothing is due: over 10,000 open tasks, and how that grows from 1,000 on, which must not be worse than linear. */
export const tick: Measurement = {
  names: ['tick'],
  async measure(stage) {
    const [small, large] = [await smallRegister(stage), await largeRegister(stage)];
    const [few, many] = [await roundOf(stage, small), await roundOf(stage, large)];
    stage.say(`  ${few.toFixed(3)} s over ${small.open}, ${many.toFixed(3)} s over ${large.open}`);
    return [
      { name: 'tick', value: many, unit: `s, ${large.open} open` },
      {
        name: 'tick-growth',
        value: many / few,
        unit: `times, ${large.open / small.open} times as many`,
        aim: { of: 'value', is: 'at most', bound: large.open / small.open },
      },
    ];
  },
};

/** @returns the median of some rounds, s. */
async function roundOf(stage: Stage, population: Population): Promise<number> {
  const deps = { ...unconnected, register: await openedAt(stage, population), clock: () => population.now };
  const taken = await timed(ROUNDS, async () => {
    const { opened, woken } = await openDue(deps);
    if (opened + woken > 0) throw new Error(`the population is not at rest: ${opened} opened, ${woken} woken`);
  });
  return percentile(taken, 0.5) / 1000;
}

/** What activities get that tell nobody of anything. */
const unconnected = {
  trackers: new Map(),
  notices: { send: () => Promise.reject(new Error('the bench sends no notices')), check: async () => [] },
  wake: async () => {},
  stage: async () => {},
  drain: async () => {},
  owner: 'bench',
  log: () => {},
};
