import { setTimeout as pause } from 'node:timers/promises';
import { until } from '../../script/story/until.ts';
import { percentile } from '../percentile.ts';
import { startUp } from '../site/engine.ts';
import { allOpened, type OpenTask, oweDuties, settled } from '../site/openings.ts';
import { answers, handIn } from '../site/people.ts';
import { coalescingDelay } from '../site/queue.ts';
import { openSite, type Site } from '../site/site.ts';
import type { Measurement, Stage } from '../stage.ts';

const CLOSES = 100;
/** Between two people who close. */
const PAUSE_MS = 700;
const WITHIN = 300;

/** From a person's complete close, which a webhook announces, to the engine's answer in the tracker, ms. */
export const answer: Measurement = {
  names: ['answer'],
  async measure(stage) {
    const count = stage.size(CLOSES, 5);
    const site = await openSite(stage);
    await oweDuties(site, count);
    const up = await startUp(stage, site);
    await site.sandbox.announceTo(up.intake);
    const tasks = await allOpened(stage, site, count);
    await settled(stage, site);
    stage.say(`  ${count} people close`);
    const waits = await answerTimes(stage, site, tasks);
    const floor = await coalescingDelay(stage);
    return [
      { name: 'answer', value: percentile(waits, 0.5), unit: 'ms, p50', floor },
      { name: 'answer-p99', value: percentile(waits, 0.99), unit: 'ms, p99', floor },
    ];
  },
};

/** One after the other hands in and closes, whether or not the one before was answered. */
async function answerTimes(stage: Stage, site: Site, tasks: OpenTask[]): Promise<number[]> {
  const closed = new Map<number, number>();
  for (const { number } of tasks) {
    closed.set(number, await handIn(site, number));
    await pause(PAUSE_MS, undefined, { signal: stage.signal });
  }
  const all = async () => {
    const found = await answers(site);
    return [...closed.keys()].every((number) => found.has(number)) ? found : undefined;
  };
  const found = await until(`${closed.size} answers`, all, stage.signal, WITHIN);
  return [...closed].map(([number, at]) => (found.get(number)?.[0] ?? 0) - at);
}
