import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Dependencies } from '../../activities/dependencies.ts';
import { fetchFiles } from '../../activities/steps/fetch-files.ts';
import { readTicket } from '../../activities/steps/read-ticket.ts';
import { step } from '../../activities/steps/step.ts';
import { TrackerError } from '../../integrations/tickets/errors.ts';
import type { Tickets } from '../../integrations/tickets/port.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { REPO } from '../cli/company.ts';
import type { Desk } from '../cli/desk.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

let here: Desk;
let scene: Scene;
let task: string;
let before: number;
beforeEach(async () => {
  ({ here, scene } = await playedDesk('2027-04-05T08:00:00.000Z'));
  await applyVariant(scene, {});
  await scene.settle();
  task = (await scene.deps.register.rows('task', {}, { limit: 1 }))[0]?.key ?? '';
  before = stored();
});

const later = (hours: number) => scene.set(new Date(Date.parse(scene.now()) + hours * 3_600_000).toISOString());
const state = async () => (await scene.deps.register.load<TaskState>('task', task))?.state;

/** Number of files in the register. */
function stored(): number {
  const database = new DatabaseSync(join(here.folder, '.dutybound/register.sqlite'));
  const found = database.prepare("select count(*) as files from blob where kind = 'bytes'").get();
  database.close();
  return Number(found?.files);
}

function gives(...names: string[]): void {
  later(1);
  for (const name of names) {
    const { permalink } = scene.sandbox.act.commitFile('sam-okoro', REPO, name, Buffer.from(`in ${name}`));
    scene.says('sam-okoro', 1, `export: ${permalink}`);
  }
}

function closes(): void {
  scene.sandbox.act.close('sam-okoro', REPO, 1, 'completed');
  later(1 / 60);
}

/** The scene with a tracker whose files come in another way. */
function fetching(attachment: (tickets: Tickets, ...file: Parameters<Tickets['attachment']>) => unknown): Dependencies {
  const tickets = scene.deps.trackers.get('github');
  if (!tickets) throw new Error('the scene has no tracker');
  const other = (...file: Parameters<Tickets['attachment']>) => attachment(tickets, ...file);
  return { ...scene.deps, trackers: new Map([['github', { ...tickets, attachment: other as Tickets['attachment'] }]]) };
}

const broken = () =>
  fetching((tickets, ref, url) => {
    if (!url.includes('broken')) return tickets.attachment(ref, url);
    throw new TrackerError('the file broke off', { kind: 'unreachable' });
  });

describe('evidence', () => {
  it('is not stored while one file may still come, however often it is tried, and once when all is decided', async () => {
    gives('whole.csv', 'broken.csv');
    closes();
    for (let i = 0; i < 5; i++) await step(broken(), task);
    expect([(await state())?.stage, stored() - before]).toEqual(['open', 0]);
    later(2);
    await step(broken(), task);
    const { submission } = (await state()) ?? {};
    const kept = [...(submission?.items ?? []), ...(submission?.others ?? [])].flatMap((one) => one.kept ?? []);
    expect([kept.length, stored() - before]).toEqual([1, 2]);
    expect((await scene.deps.register.blob(kept[0] ?? ''))?.bytes).toEqual(Buffer.from('in whole.csv'));
    expect((await scene.deps.register.blob(submission?.snapshot ?? ''))?.media).toBe('application/json');
    expect(await scene.deps.register.verify()).toMatchObject({ ok: true });
  });

  it('is stored once though the record moved on meanwhile, and the step began anew', async () => {
    gives('whole.csv');
    closes();
    let isFirst = true;
    const moving = fetching(async (tickets, ref, url) => {
      const event = { stream: `task/${task}`, kind: 'noted', actor: 'engine', at: scene.now(), body: {} };
      if (isFirst) await scene.deps.register.write((tx) => tx.append([event]));
      isFirst = false;
      return tickets.attachment(ref, url);
    });
    await step(moving, task);
    expect([isFirst, (await state())?.stage, stored() - before]).toEqual([false, 'submitted', 2]);
  });

  it('of a close that counts for nothing is not stored', async () => {
    later(1);
    closes();
    await step(scene.deps, task);
    expect([(await state())?.stage, stored() - before]).toEqual(['open', 0]);
  });

  it('beyond what one step may hold in memory is stored at once', async () => {
    gives('one.csv', 'two.csv', 'three.csv');
    const [row] = await scene.deps.register.loadRows<TaskState>('task', {}, { limit: 1 });
    const ticket = row?.state.thread.ref && (await readTicket(scene.deps, row.state.thread.ref));
    if (!ticket || !('comments' in ticket)) throw new Error('no ticket');
    const fetched = await fetchFiles(scene.deps, ticket, ticket.comments, 'in one.csv'.length);
    expect(Object.values(fetched?.files ?? {}).map((file) => file?.size)).toEqual([10, 10, 12]);
    expect([fetched?.sealed.length, stored() - before]).toEqual([1, 2]);
  });
});
