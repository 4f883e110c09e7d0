import { taskStream } from '../../rules/task/state.ts';
import { until } from '../../script/story/until.ts';
import type { Aim } from '../figure.ts';
import { connected, startUp, type Up } from '../site/engine.ts';
import { allOpened, type OpenTask, oweDuties, settled } from '../site/openings.ts';
import { handIn } from '../site/people.ts';
import { openSite, type Site } from '../site/site.ts';
import type { Measurement, Stage } from '../stage.ts';

const KILLS = 3;
const WITHIN = 120;
/** A read of the tracker takes so long that the worker is killed in it, ms. */
const HANG_MS = 20_000;
const AIM: Aim = { of: 'value', is: 'at most', bound: 10 };

/**
 * From SIGKILL of the only worker, which `up` starts again at once, to the next step of a task that was handed in; the slowest of some.
 * The task is woken as the worker dies; or its step was under way. The floor is the start of a worker by itself.
 */
export const resume: Measurement = {
  names: ['resume'],
  async measure(stage) {
    const kills = stage.size(KILLS, 1);
    const site = await openSite(stage);
    await oweDuties(site, 2 * kills);
    const up = await startUp(stage, site);
    const tasks = await allOpened(stage, site, 2 * kills);
    await settled(stage, site);
    const { wake } = await connected(stage, up);
    const ring = ({ key }: OpenTask) => wake([{ table: 'task', key }]);
    const floor = await restart(stage, up);
    const between = await slowest(stage, site, tasks.slice(0, kills), async (task) => {
      const killed = await killWorker(stage, up);
      await ring(task);
      return killed;
    });
    const within = await slowest(stage, site, tasks.slice(kills), async (task) => {
      await reading(stage, site, () => ring(task));
      return killWorker(stage, up);
    });
    return [
      { name: 'resume', value: between, unit: 's', floor, aim: AIM },
      { name: 'resume-interrupted', value: within, unit: 's', floor, aim: AIM },
    ];
  },
};

/** Hands each task in, which without a webhook nobody notices, and kills. @returns the longest until it was noticed, s. */
async function slowest(
  stage: Stage,
  site: Site,
  tasks: OpenTask[],
  kill: (task: OpenTask) => Promise<number>,
): Promise<number> {
  const seconds: number[] = [];
  for (const task of tasks) {
    await handIn(site, task.number);
    const killed = await kill(task);
    seconds.push(((await submittedAt(stage, site, task)) - killed) / 1000);
    stage.say(`  ${seconds.at(-1)?.toFixed(1)} s`);
  }
  return Math.max(...seconds);
}

/** @returns how long the first worker took to run after another was killed, s. */
async function restart(stage: Stage, up: Up): Promise<number> {
  const killed = await killWorker(stage, up);
  const again = () => up.running.find((at) => at > killed);
  return ((await until('a worker to run again', again, stage.signal, WITHIN)) - killed) / 1000;
}

/** Kills the worker that runs. @returns when, epoch ms. */
async function killWorker({ signal }: Stage, { workers, running }: Up): Promise<number> {
  await until('a worker that runs', () => running.length >= workers.length || undefined, signal, WITHIN);
  const victim = workers.at(-1);
  if (victim === undefined) throw new Error('dutybound up has no worker');
  process.kill(victim, 'SIGKILL');
  return Date.now();
}

/** Has a step begin that hangs in reading its ticket. */
async function reading({ signal }: Stage, { sandbox }: Site, begin: () => Promise<void>): Promise<void> {
  const { faults } = sandbox.client;
  const fault = await faults.add({ kind: 'hang', method: 'GET', path: '/timeline', ms: HANG_MS, times: 1 });
  await begin();
  const hangs = async () => (await faults.list()).some(({ id, taken }) => id === fault && taken > 0) || undefined;
  await until('a step to read its ticket', hangs, signal, WITHIN);
}

/** @returns when the engine recorded that the task was handed in, by its own clock, epoch ms. */
async function submittedAt({ signal }: Stage, { register }: Site, { key }: OpenTask): Promise<number> {
  const query = { stream: taskStream(key), kinds: ['submitted'], limit: 1 };
  const look = async () => (await register.events(query))[0]?.noticed;
  return Date.parse(await until('the next step', look, signal, WITHIN));
}
