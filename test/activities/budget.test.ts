import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { deliver, drain } from '../../activities/delivery/deliver.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import type { NewEffect } from '../../register/effects.ts';
import { openRegister } from '../../register/open.ts';
import { projections } from '../../register/projections/all.ts';
import { later, plusMs } from '../../rules/time.ts';
import { installationIn } from '../../workers/installation.ts';
import { type Desk, desk } from '../cli/desk.ts';
import { type Scene, setScene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

const RECORDS = 12;
let here: Desk;
let scene: Scene;
let workers: Dependencies[];
let close: () => Promise<void>;
beforeEach(async () => {
  here = desk();
  await here.run('init', '--yes');
  const folder = join(here.folder, '.dutybound');
  scene = await setScene(folder, '2027-04-05T08:00:00.000Z');
  await applyVariant(scene, {});
  // Minors would be put to the lead as repeating on their process.
  for (let n = 1; n < RECORDS; n++) await scene.raise({ title: `finding ${n}`, grade: 'major' });
  await scene.settle();
  const url = installationIn(folder).registerUrl;
  const register = await openRegister({ url, clock: scene.now, projections });
  close = () => register.close();
  workers = [
    { ...scene.deps, owner: 'one' },
    { ...scene.deps, owner: 'other', register },
  ];
  scene.set('2027-04-05T12:00:00.000Z');
  scene.sandbox.writeLog.reset();
});
afterEach(async () => {
  await close();
  await scene.close();
  here.end();
});

async function limited(perMinute: number, perHour: number): Promise<void> {
  const limits = `limits: { per_minute: ${perMinute}, per_hour: ${perHour} }`;
  await applyVariant(scene, { instead: ['kind: github', `kind: github\n    ${limits}`] });
}

async function records(): Promise<string[]> {
  const all = [...(await scene.deps.register.rows('task', {}, { limit: 9 }))];
  all.push(...(await scene.deps.register.rows('nonconformity', {}, { limit: 100 })));
  return all.map((r) => r.key);
}

function comment(record: string, key: string, priority: number): NewEffect {
  const body = { kind: 'comment', key, priority, text: [[key]], told: [] };
  return { key, record, tracker: 'github', kind: 'comment', priority, body };
}

/** Both workers drain at once, again and again, each time when something may go out. */
async function drainAll(): Promise<void> {
  for (let rounds = 0; rounds < 2_000; rounds++) {
    const drained = await Promise.all(workers.map((deps) => drain(deps, 'github')));
    const left = await scene.deps.register.effects({ tracker: 'github', states: ['pending', 'leased'] }, 1);
    if (left.length === 0) return;
    const waits = drained.map((d) => d.wakeAt ?? scene.now()).sort();
    scene.set(later(waits[0] ?? scene.now(), plusMs(scene.now(), 250)));
  }
  throw new Error('the outbox does not get empty');
}

const writes = () => scene.sandbox.writeLog.writes().filter((w) => w.login === 'dutybound-bot');
const most = (span: number) =>
  Math.max(...writes().map(({ at }) => writes().filter((w) => w.at >= at && w.at < at + span).length));

describe('a budget of few writes, shared by two workers', () => {
  it('is kept in every minute and hour for 200 effects, and the most urgent wait least', async () => {
    await limited(10, 150);
    const keys = await records();
    expect(keys).toHaveLength(RECORDS);
    const effects = Array.from({ length: 200 }, (_, n) => {
      const priority = (n * 7) % 4;
      // Each record has one priority, for within a record the order of creation holds.
      const record = keys[(n % 3) * 4 + priority] ?? '';
      return comment(record, `p${priority}-${n}`, priority);
    });
    await scene.deps.register.write((tx) => tx.addEffects(effects));
    await drainAll();
    expect(writes()).toHaveLength(200);
    expect(most(60_000)).toBe(10);
    expect(most(3_600_000)).toBeLessThanOrEqual(150);
    const said = scene.sandbox.store.repositories
      .flatMap((r) => [...r.tickets.values()])
      .flatMap((t) => t.comments)
      .map((c) => ({ at: c.createdAt, priority: Number(/^p(\d)-/.exec(c.body)?.[1]) }))
      .sort((a, b) => a.at - b.at || a.priority - b.priority)
      .map((c) => c.priority);
    expect(said).toHaveLength(200);
    expect(said).toEqual([...said].sort());
  }, 120_000);

  it('lets an escalation pass that is written while openings wait, and keeps a redraw from its own record’s step', async () => {
    await limited(10, 500);
    const [first = '', second = '', third = ''] = await records();
    const many = Array.from({ length: 30 }, (_, n) => comment(first, `opening-${n}`, 2));
    await scene.deps.register.write((tx) => tx.addEffects(many));
    for (const deps of workers) await drain(deps, 'github');
    expect(writes()).toHaveLength(9);
    await scene.deps.register.write((tx) =>
      tx.addEffects([comment(second, 'redraw', 3), comment(third, 'escalation', 0)]),
    );
    await deliver(scene.deps, { record: second });
    expect(writes()).toHaveLength(9);
    await deliver(scene.deps, { record: third });
    expect(writes()).toHaveLength(10);
  });

  it('counts each comment that is shown as heard, and shows them with the next writing where a minute cannot hold them', async () => {
    await limited(10, 500);
    const [nc] = await scene.deps.register.rows('nonconformity', {}, { limit: 1 });
    const number = Number(String(nc?.columns.ticket_number).slice(1));
    for (const word of ['correction', 'extent', 'similar', 'cause', 'criterion'])
      scene.says('priya-nair', number, `/${word} ${word}`);
    await scene.settle();
    await drainAll();
    expect(most(60_000)).toBeLessThanOrEqual(10);
    const kinds = writes().filter((w) => w.number === undefined || w.number === number);
    expect(kinds.filter((w) => w.kind === 'reaction')).toHaveLength(5);
  });
});
