import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { deliver } from '../../activities/delivery/deliver.ts';
import type { Dependencies } from '../../activities/dependencies.ts';
import { step } from '../../activities/steps/step.ts';
import { NoticeError } from '../../integrations/notices/error.ts';
import type { TaskState } from '../../rules/task/state.ts';
import { plusMs } from '../../rules/time.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

let scene: Scene;
let task: string;
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-05T08:00:00.000Z'));
  await applyVariant(scene, {});
  await scene.settle();
  task = (await scene.deps.register.rows('task', {}, { limit: 1 }))[0]?.key ?? '';
});

function notice(to: string) {
  const key = `notice-${to}`;
  const body = {
    kind: 'notice',
    key,
    priority: 0,
    to,
    subject: 's',
    lines: ['l'],
    digest: false,
    notBefore: scene.now(),
  };
  return { key, record: task, tracker: 'mail', kind: 'notice' as const, priority: 0, body };
}

/** A worker that stands still at its first look at a record, for longer than its lease, while another one goes on. */
function frozenOnce(): Dependencies {
  let isFrozen = false;
  const load: Dependencies['register']['load'] = async (table, key) => {
    const found = await scene.deps.register.load<never>(table, key);
    if (isFrozen) return found;
    isFrozen = true;
    scene.set(plusMs(scene.now(), 13_000));
    await deliver(scene.deps, { tracker: 'github' });
    return found;
  };
  return { ...scene.deps, register: { ...scene.deps.register, load } };
}

/** Mail that reaches everybody but those named. */
function mailWithout(...dead: string[]): { deps: Dependencies; reached: string[] } {
  const reached: string[] = [];
  const deps: Dependencies = {
    ...scene.deps,
    notices: {
      check: async () => [],
      async send({ to }) {
        if (dead.includes(to.name)) throw new NoticeError(`${to.name}'s mailbox is full`, 'unreachable');
        reached.push(to.name);
        return { accepted: scene.now() };
      },
    },
  };
  return { deps, reached };
}

describe('the outbox', () => {
  it('reaches everybody whose mailbox works, whoever stands before them', async () => {
    await scene.deps.register.write((tx) => tx.addEffects([notice('sam'), notice('mara'), notice('elena')]));
    const { deps, reached } = mailWithout('Sam Okoro', 'Mara Lindt');
    await deliver(deps, { tracker: 'mail' });
    expect(reached).toEqual(['Elena Costa']);
    const left = await scene.deps.register.effects({ tracker: 'mail', states: ['pending'] }, 10);
    expect(left.map((e) => e.key).sort()).toEqual(['notice-mara', 'notice-sam']);
  });

  it('records that somebody was told once the provider took it, and only then', async () => {
    await scene.deps.register.write((tx) => tx.addEffects([notice('sam'), notice('elena')]));
    const { deps } = mailWithout('Sam Okoro');
    await deliver(deps, { tracker: 'mail' });
    const told = await scene.deps.register.events({ stream: `task/${task}`, kinds: ['told'], limit: 10 });
    expect(told.map((e) => e.body.to)).toEqual([['elena']]);
  });

  it('drops what was meant for a deleted ticket, so that its successor opens', async () => {
    const comment = { kind: 'comment', key: 'old', priority: 1, text: [['x']], told: [] };
    const number = 1;
    scene.sandbox.act.deleteIssue('mara-lindt', 'example/isms', number);
    await scene.deps.register.write((tx) =>
      tx.addEffects([
        {
          key: 'old',
          record: task,
          tracker: 'github',
          kind: 'comment',
          priority: 1,
          body: comment,
          notBefore: '2027-04-06T00:00:00.000Z',
        },
      ]),
    );
    await scene.settle();
    const [open] = await scene.deps.register.rows('task', {}, { limit: 1 });
    expect(open?.columns.ticket_number).toBe('#2');
    expect((await scene.deps.register.effects({ record: task }, 50)).find((e) => e.key === 'old')?.state).toBe(
      'cancelled',
    );
  });

  it('drops what was in delivery when its ticket was replaced, so that its successor opens', async () => {
    const key = `${task}:1:comment:old`;
    const body = { kind: 'comment', key, priority: 1, text: [['x']], told: [] };
    const effect = { key, record: task, tracker: 'github', kind: 'comment' as const, priority: 1, body };
    await scene.deps.register.write((tx) => tx.addEffects([effect]));
    const request = { owner: 'killed', leaseMs: 12_000, limit: 1, now: scene.now(), tracker: 'github' };
    expect(await scene.deps.register.leaseEffects(request)).toHaveLength(1);
    scene.sandbox.act.deleteIssue('mara-lindt', 'example/isms', 1);
    await step(scene.deps, task);
    expect((await scene.deps.register.load<TaskState>('task', task))?.state.thread.generation).toBe(2);
    scene.set(plusMs(scene.now(), 60_000));
    await scene.settle();
    expect((await scene.deps.register.rows('task', {}, { limit: 1 }))[0]?.columns.ticket_number).toBe('#2');
    const [old] = await scene.deps.register.effects({ record: task, kinds: ['comment'] }, 1);
    expect(old).toMatchObject({ key, state: 'done', result: { moot: true } });
  });

  it('writes a comment once, though a worker stood still for longer than its lease before it wrote', async () => {
    const body = { kind: 'comment', key: 'c1', priority: 1, text: [['A word.']], told: [] };
    const effect = { key: 'c1', record: task, tracker: 'github', kind: 'comment' as const, priority: 1, body };
    await scene.deps.register.write((tx) => tx.addEffects([effect]));
    await deliver(frozenOnce(), { record: task, tracker: 'github' });
    const [ticket] = scene.sandbox.store.repositories[0]?.tickets.values() ?? [];
    expect(ticket?.comments.filter((c) => c.body.includes('dutybound:c1'))).toHaveLength(1);
  });

  it('keeps what it is delivering for as long as that takes, however much longer than a lease', async () => {
    await scene.deps.register.write((tx) => tx.addEffects([notice('sam')]));
    const held = async () => (await scene.deps.register.effects({ tracker: 'mail' }, 1))[0]?.leaseUntil ?? '';
    let sends = 0;
    const slow: Dependencies['notices'] = {
      check: async () => [],
      async send() {
        sends++;
        const first = await held();
        scene.set(plusMs(first, -1_000));
        while ((await held()) === first) await sleep(50);
        scene.set(plusMs(first, 1_000));
        await deliver({ ...scene.deps, notices: slow }, { tracker: 'mail' });
        return { accepted: scene.now() };
      },
    };
    await deliver({ ...scene.deps, notices: slow }, { tracker: 'mail' });
    expect(sends).toBe(1);
  }, 30_000);
});
