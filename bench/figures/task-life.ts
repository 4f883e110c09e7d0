import { trigger } from '../../activities/openings/trigger.ts';
import { workflowId } from '../../workflows/messages.ts';
import type { Measured } from '../figure.ts';
import { ENGINE, type TrackerKind } from '../site/company.ts';
import { connected, startUp, temporalClient, type Up } from '../site/engine.ts';
import { historyOf } from '../site/histories.ts';
import { allOpened, type OpenTask, oweDuties, settled } from '../site/openings.ts';
import { accept, answered, calls, handIn, quiet } from '../site/people.ts';
import { openSite, type Site } from '../site/site.ts';
import type { Measurement, Stage } from '../stage.ts';

/** As at both trackers, where a webhook comes after the answer to the call that caused it. */
const HOOK_DELAY_MS = 500;

/** What one task costs from its opening over its submission to its verification: calls and writes at the tracker, events in its history. */
export const taskLife: Measurement = {
  names: ['calls', 'events'],
  async measure(stage) {
    const { calls, writes, events } = await life(stage, 'github');
    return [
      ...atTracker('calls', calls, writes),
      { name: 'events', value: events, unit: 'events', aim: { of: 'value', is: 'at most', bound: 60 } },
    ];
  },
};

/** The same calls and writes at Jira. */
export const taskLifeAtJira: Measurement = {
  names: ['jira-calls'],
  async measure(stage) {
    const { calls, writes } = await life(stage, 'jira');
    return atTracker('jira-calls', calls, writes);
  },
};

function atTracker(name: string, calls: number, writes: number): Measured[] {
  return [
    { name, value: calls, unit: 'calls', aim: { of: 'value', is: 'at most', bound: 12 } },
    { name: `${name}-writes`, value: writes, unit: 'writes', aim: { of: 'value', is: 'at most', bound: 8 } },
  ];
}

async function life(stage: Stage, at: TrackerKind): Promise<{ calls: number; writes: number; events: number }> {
  const site = await openSite(stage, at);
  const { client } = site.sandbox;
  await client.faults.add({ kind: 'hook-delayed', ms: HOOK_DELAY_MS });
  await oweDuties(site, 1);
  const up = await startUp(stage, site);
  await site.sandbox.announceTo(up.intake);
  await allOpened(stage, site, 1);
  await quiet(stage, site);
  await client.writeLog.reset();
  const task = await triggered(stage, site, up);
  await handIn(site, task.number);
  await answered(stage, site, task.number, 1);
  await quiet(stage, site);
  await accept(site, task.number);
  await answered(stage, site, task.number, 2);
  await settled(stage, site);
  const writes = (await client.writeLog.writes()).filter(({ login }) => login === ENGINE).length;
  const { events } = await historyOf(await temporalClient(stage, up), workflowId.task(task.key));
  return { calls: await calls(client), writes, events };
}

/** A second task, asked for now that everything runs and has met everything: what the start costs is no part of its life. */
async function triggered(stage: Stage, site: Site, up: Up): Promise<OpenTask> {
  const asked = { duty: 'access-1', because: 'the bench counts', actor: 'mara@bench' };
  const before = (await site.register.rows('task', {}, { limit: 10 })).map(({ key }) => key);
  const occurrence = await trigger(site.register, asked, new Date().toISOString());
  await (await connected(stage, up)).wake([occurrence]);
  const tasks = await allOpened(stage, site, before.length + 1);
  const found = tasks.find(({ key }) => !before.includes(key));
  if (!found) throw new Error('the triggered task was not opened');
  await quiet(stage, site);
  return found;
}
