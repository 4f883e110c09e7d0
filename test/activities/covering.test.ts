import { beforeEach, describe, expect, it } from '@jest/globals';
import type { TaskState } from '../../rules/task/state.ts';
import { playedDesk } from '../cli/played.ts';
import type { Scene } from '../cli/scene.ts';
import { applyVariant } from './applying.ts';

let scene: Scene;
/** Two management reviews are open: of April, and of July. */
beforeEach(async () => {
  ({ scene } = await playedDesk('2027-04-01T08:00:00.000Z'));
  await applyVariant(scene, { instead: ['clause: A.5.18', 'clause: "9.3"'] });
  await scene.settle();
  scene.set('2027-07-05T08:00:00.000Z');
  await scene.settle();
});

const tasks = async () =>
  (await scene.deps.register.loadRows<TaskState>('task', { duty: 'access-review' }, { limit: 9 }))
    .map((row) => row.state)
    .sort((a, b) => (a.terms.opens < b.terms.opens ? -1 : 1));

const lastSaid = (number: string) =>
  scene.sandbox.store.repositories
    .flatMap((r) => [...r.tickets.values()])
    .find((t) => `#${t.number}` === number)
    ?.comments.at(-1)?.body;

/** Asks to leave the second one out, and has top management answer. */
async function answer(text: string): Promise<TaskState> {
  const [, second] = await tasks();
  const number = Number(second?.thread.ref?.number.slice(1));
  scene.says('sam-okoro', number, '/waive because April’s was repeated in June');
  scene.set('2027-07-05T09:00:00.000Z');
  scene.says('elena-costa', number, text);
  await scene.settle();
  const after = (await tasks())[1];
  if (!after) throw new Error('the second task is gone');
  return after;
}

describe('a demanded duty that is not done because another one covers it', () => {
  it('names the other task by its ticket number, or by its display id', async () => {
    const [first] = await tasks();
    expect(await answer(`/approve ${first?.thread.ref?.number}`)).toMatchObject({
      verdict: 'waived',
      waived: { covering: first?.thread.ref?.number },
    });
    expect((await scene.deps.register.rows('nonconformity', { source: 'waived' }, { limit: 9 })).length).toBe(0);
    expect((await scene.deps.register.verify()).breaks).toEqual([]);
  });

  it('stays open, with one reply that says what is allowed, when the name is nobody’s or its own', async () => {
    const [first, second] = await tasks();
    const state = await answer(`/approve ${second?.terms.display}`);
    expect(state.stage).toBe('open');
    const { ref } = first?.thread ?? {};
    expect(lastSaid(second?.thread.ref?.number ?? '')).toContain(
      `is no other task of this duty. What may cover it: ${first?.terms.display} or ${ref?.number}. Without one,`,
    );
    await scene.settle();
    expect(await answer(`/approve ${first?.terms.display}`)).toMatchObject({ verdict: 'waived' });
  });

  it('is not covered by one that was left out itself', async () => {
    const [first] = await tasks();
    const number = Number(first?.thread.ref?.number.slice(1));
    scene.says('sam-okoro', number, '/waive because nobody had time');
    scene.says('elena-costa', number, '/approve');
    await scene.settle();
    expect((await tasks())[0]?.verdict).toBe('waived');
    expect((await answer(`/approve ${first?.thread.ref?.number}`)).stage).toBe('open');
  });
});
