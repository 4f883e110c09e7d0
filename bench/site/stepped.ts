import { until } from '../../script/story/until.ts';
import type { Stage } from '../stage.ts';
import type { Site } from './site.ts';

const PAGE = 100_000;
const MS_EACH = 1_000;
const LEAST_WAIT_S = 180;

/** Waits until all of so many tasks, which wanted their step at an instant, have stepped. @returns when that was seen, epoch ms. */
export async function allStepped(stage: Stage, { register }: Site, count: number, wanted: string): Promise<number> {
  let told = 0;
  const look = async () => {
    const stepped = count - (await register.due(wanted, PAGE)).length;
    if (stepped >= told + 500) {
      told = stepped;
      stage.say(`  ${stepped} of ${count} have stepped`);
    }
    return stepped === count ? Date.now() : undefined;
  };
  const seconds = Math.max(LEAST_WAIT_S, (count * MS_EACH) / 1000);
  return until(`${count} steps`, look, stage.signal, seconds);
}
