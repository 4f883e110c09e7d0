import { taskStream } from '../../rules/task/state.ts';
import { until } from '../../script/story/until.ts';
import { connected, startUp, type Up } from '../site/engine.ts';
import { allOpened, type OpenTask, oweDuties, settled } from '../site/openings.ts';
import { handIn } from '../site/people.ts';
import { openSite, type Site } from '../site/site.ts';
import type { Measurement, Stage } from '../stage.ts';

const KILLS = 3;
const WITHIN = 120;

/** From SIGKILL of the only worker, which `up` starts again at once, to the next step of a task that somebody handed in, the slowest of some. */
export const resume: Measurement = {
  names: ['resume'],
  async measure(stage) {
    const kills = stage.size(KILLS, 1);
    const site = await openSite(stage);
    await oweDuties(site, kills);
    const up = await startUp(stage, site);
    const tasks = await allOpened(stage, site, kills);
    await settled(stage, site);
    const engine = await connected(stage, up);
    const seconds: number[] = [];
    for (const task of tasks) {
      // Without a webhook nobody looks before the worker is dead and the task is woken.
      await handIn(site, task.number);
      const killed = killWorker(up);
      await engine.wake([{ table: 'task', key: task.key }]);
      seconds.push(((await submittedAt(stage, site, task)) - killed) / 1000);
      stage.say(`  ${seconds.at(-1)?.toFixed(1)} s`);
    }
    const aim = { of: 'value', is: 'at most', bound: 10 } as const;
    return [{ name: 'resume', value: Math.max(...seconds), unit: 's', aim }];
  },
};

function killWorker({ workers }: Up): number {
  const victim = workers.at(-1);
  if (victim === undefined) throw new Error('dutybound up has no worker');
  process.kill(victim, 'SIGKILL');
  return Date.now();
}

/** @returns when the engine recorded that the task was handed in, by its own clock, epoch ms. */
async function submittedAt({ signal }: Stage, { register }: Site, { key }: OpenTask): Promise<number> {
  const query = { stream: taskStream(key), kinds: ['submitted'], limit: 1 };
  const look = async () => (await register.events(query))[0]?.noticed;
  return Date.parse(await until('the next step', look, signal, WITHIN));
}
